/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite.escape;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Servers that tell the secret to whoever connects, and count who does. */
final class Bait implements AutoCloseable {
    private final String secret;
    private final List<ServerSocket> servers;
    private final DatagramSocket datagrams;
    private final AtomicInteger visits = new AtomicInteger();
    private final Set<Integer> own = ConcurrentHashMap.newKeySet();

    Bait(Lure lure) throws IOException {
        secret = lure.secret();
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        servers = List.of(
                new ServerSocket(lure.port("port"), 50, loopback),
                new ServerSocket(lure.port("otherPort"), 50, loopback));
        datagrams = new DatagramSocket(lure.port("port"), loopback);
        servers.forEach(server -> daemon(() -> accept(server)));
        daemon(this::echo);
    }

    private static void daemon(Runnable work) {
        Thread.ofPlatform().daemon().start(work);
    }

    private void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                if (own.remove(socket.getPort())) {
                    socket.close();
                } else {
                    visits.incrementAndGet();
                    daemon(() -> answer(socket));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** Any protocol but HTTP is told the same, and makes of it what it can. */
    private void answer(Socket socket) {
        try (socket) {
            socket.setSoTimeout(100);
            try {
                while (socket.getInputStream().read(new byte[4096]) > 0) {
                    // Only to have read what was said.
                }
            } catch (IOException quiet) {
                // That was all.
            }
            socket.getOutputStream()
                    .write(("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + secret.length() + "\r\n\r\n"
                                    + secret)
                            .getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            // It has what it came for, or has left.
        }
    }

    private void echo() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[100], 100);
                datagrams.receive(packet);
                packet.setData(secret.getBytes(StandardCharsets.US_ASCII));
                datagrams.send(packet);
            }
        } catch (IOException closed) {
            // The end.
        }
    }

    /** Returns how many have come so far: connections are accepted in turn, so after one of our own all earlier ones are counted. */
    int visits() {
        for (ServerSocket server : servers) {
            try (Socket socket = new Socket()) {
                socket.bind(null);
                own.add(socket.getLocalPort());
                socket.connect(server.getLocalSocketAddress());
                if (socket.getInputStream().read() >= 0) {
                    throw new IllegalStateException("the bait answers itself");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return visits.get();
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket server : servers) {
            server.close();
        }
        datagrams.close();
    }
}
