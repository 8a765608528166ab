/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import dev.berth.host.DatabaseAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The way to a PostgreSQL server, which breaks at a commit, before the server has it or when its answer is on the way back; or falls
 * silent there, so that neither end knows.
 */
public final class TestWire implements AutoCloseable {
    /** Where it breaks. */
    public enum Break {
        BEFORE_THE_SERVER_HAS_IT,
        BEFORE_THE_ANSWER_ARRIVES
    }

    /** How the driver says it, with the name of no statement before it. */
    private static final String COMMIT = "\0COMMIT\0";

    private final DatabaseAddress server;
    private final ServerSocket entry;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger passes = new AtomicInteger();
    private final AtomicInteger breaks = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile boolean silent;
    private volatile Break where = Break.BEFORE_THE_ANSWER_ARRIVES;

    private TestWire(DatabaseAddress server, ServerSocket entry) {
        this.server = server;
        this.entry = entry;
    }

    /** Lays one that holds. */
    public static TestWire to(DatabaseAddress server) {
        try {
            TestWire wire = new TestWire(server, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(wire::accept);
            return wire;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the address of the server by way of it, with options of the driver. */
    public DatabaseAddress address(String... options) {
        String name = server.place().substring(server.place().indexOf('/'));
        // The driver names no statement then, so that a commit can be told from others.
        return new DatabaseAddress(
                "127.0.0.1:" + entry.getLocalPort() + name,
                Stream.concat(Stream.of("prepareThreshold=0"), Stream.of(options))
                        .toList(),
                server.user(),
                server.password());
    }

    /** Breaks at so many of the next commits. */
    public void breakAt(Break place, int times) {
        breakAt(place, 0, times);
    }

    /** Lets so many commits through, and breaks at so many of the next. */
    public void breakAt(Break place, int through, int times) {
        where = place;
        passes.set(through);
        breaks.set(times);
    }

    /** From now on it does not break but carries nothing more. */
    public void fallSilent() {
        silent = true;
    }

    /** Tells how often it broke. */
    public int broken() {
        return broken.get();
    }

    /** Lets so many through to nobody who come from now on. */
    public void refuse(int times) {
        refusals.set(times);
    }

    private void accept() {
        while (!entry.isClosed()) {
            try {
                Socket client = entry.accept();
                if (counted(refusals)) {
                    client.close();
                } else {
                    new Pair(client, connect()).start();
                }
            } catch (IOException e) {
                // Closed, or somebody who did not stay.
            }
        }
    }

    private Socket connect() throws IOException {
        String[] place = server.place().split("[:/]", 3);
        return new Socket(place[0], Integer.parseInt(place[1]));
    }

    private static boolean counted(AtomicInteger left) {
        return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }

    @Override
    public void close() {
        shut(entry);
        open.forEach(TestWire::shut);
    }

    private static void shut(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Both ends of one connection. */
    private final class Pair {
        private final Socket client;
        private final Socket backend;
        private volatile boolean answering;
        private volatile boolean mute;

        Pair(Socket client, Socket backend) {
            this.client = client;
            this.backend = backend;
        }

        void start() {
            open.add(client);
            open.add(backend);
            Thread.ofVirtual().start(() -> carry(client, backend, this::isBeforeCommit));
            Thread.ofVirtual().start(() -> carry(backend, client, bytes -> answering));
        }

        /** Decides at what the client sends whether it breaks now, or at the answer. */
        private boolean isBeforeCommit(String bytes) {
            if (!bytes.contains(COMMIT) || counted(passes) || !counted(breaks)) {
                return false;
            }
            broken.incrementAndGet();
            answering = where == Break.BEFORE_THE_ANSWER_ARRIVES;
            return !answering;
        }

        private void carry(Socket from, Socket to, Predicate<String> breaksAt) {
            byte[] buffer = new byte[1 << 16];
            boolean carries = true;
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    carries = !mute && !breaksAt.test(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
                    if (!carries) {
                        break;
                    }
                    out.write(buffer, 0, read);
                }
            } catch (IOException e) {
                // The other end is gone.
            }
            end(from, to, !carries);
        }

        /** Ends both, or lets neither know. */
        private void end(Socket from, Socket to, boolean broken) {
            mute |= silent && broken;
            if (!mute) {
                List.of(from, to).forEach(TestWire::shut);
                List.of(from, to).forEach(open::remove);
            }
        }
    }
}
