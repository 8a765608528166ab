/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.probe;

import dev.berth.conformance.probe.HookTrial.End;
import dev.berth.conformance.probe.HookTrial.Outcome;
import dev.berth.conformance.probe.child.Event;
import dev.berth.conformance.probe.child.Event.Kind;
import dev.berth.conformance.probe.child.ProbeMain;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Listens to a child over a port of this machine, until its verdict, its end or the end of its time (GATE-131). */
final class Conversation {
    /** A child that never stops talking is cut off. */
    private static final int MOST_EVENTS = 10_000;

    private final String nonce = nonce();
    private final List<Event> events = new ArrayList<>();
    private final AtomicBoolean late = new AtomicBoolean();
    private final Duration limit;

    private Conversation(Duration limit) {
        this.limit = limit;
    }

    /** Starts a child. */
    @FunctionalInterface
    interface Starter {
        /** Starts it. */
        Process start() throws IOException;
    }

    static Outcome with(Starter starter, Duration limit) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, ProbeMain.loopback())) {
            return new Conversation(limit).with(starter.start(), server);
        }
    }

    private static String nonce() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    private Outcome with(Process child, ServerSocket server) {
        Thread watch = Thread.ofPlatform().daemon().name("probe limit").start(() -> watch(child, server));
        boolean whole = isWhole(child, server);
        kill(child);
        try {
            watch.join();
            child.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (whole) {
            return new Outcome(new End.Verdict(), events);
        }
        return new Outcome(late.get() ? new End.Timeout(limit.toSeconds() + " s") : new End.NoVerdict(), events);
    }

    /** What is waited for elsewhere ends with the child. */
    private void watch(Process child, ServerSocket server) {
        try {
            if (!child.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
                late.set(true);
                kill(child);
            }
            server.close();
        } catch (InterruptedException | IOException e) {
            kill(child);
        }
    }

    private boolean isWhole(Process child, ServerSocket server) {
        try (OutputStream in = child.getOutputStream()) {
            in.write((server.getLocalPort() + " " + nonce + "\n").getBytes(StandardCharsets.US_ASCII));
            in.flush();
            while (true) {
                try (Socket socket = server.accept()) {
                    socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, limit.toMillis()));
                    DataInputStream told = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
                    if (told.readUTF().equals(nonce)) {
                        return hear(told);
                    }
                }
            }
        } catch (IOException e) {
            // It went away, or was sent away, before its last word.
            return false;
        }
    }

    private boolean hear(DataInputStream told) throws IOException {
        while (events.size() < MOST_EVENTS) {
            Event event = Event.read(told);
            if (event.kind() == Kind.END) {
                return event.what().equals(nonce);
            }
            events.add(event);
        }
        return false;
    }

    /** Also what the child started: once it is gone, nobody knows whose those were. */
    private static void kill(Process child) {
        Stream<ProcessHandle> started = child.descendants().toList().stream();
        child.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }
}
