/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import javax.net.SocketFactory;

/**
 * Sockets that outlive an interruption. The JDK closes a socket when the virtual thread that waits at it is interrupted, as the
 * deadline of a hook does; the connection, its transaction and the host's lock would be gone. So a virtual thread lets a thread of
 * the socket do the waiting.
 */
public final class SteadySockets extends SocketFactory {
    /** The driver makes it, by its name. */
    public SteadySockets() {}

    @Override
    public Socket createSocket() {
        return new SteadySocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        Socket socket = createSocket();
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return createSocket(InetAddress.getByName(host), port, local, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        Socket socket = createSocket();
        socket.bind(new InetSocketAddress(local, localPort));
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    /**
     * Makes threads that keep nothing of the one that happens to start them: that may be in a call of an extension, whose class
     * loader must be able to go.
     */
    static ThreadFactory threads() {
        return Thread.ofPlatform()
                .name("berth-database-", 0)
                .daemon()
                .inheritInheritableThreadLocals(false)
                .factory();
    }

    /** Something that may wait at the socket. */
    @FunctionalInterface
    private interface Io {
        int run() throws IOException;
    }

    private static final class SteadySocket extends Socket {
        private final ExecutorService waiting = Executors.newSingleThreadExecutor(threads());

        @Override
        public void connect(SocketAddress address, int timeout) throws IOException {
            steadily(() -> {
                super.connect(address, timeout);
                return 0;
            });
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    return steadily(in::read);
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    return steadily(() -> in.read(bytes, offset, length));
                }
            };
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(int one) throws IOException {
                    write(new byte[] {(byte) one}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    steadily(() -> {
                        out.write(bytes, offset, length);
                        return length;
                    });
                }
            };
        }

        @Override
        public void close() throws IOException {
            super.close();
            waiting.shutdown();
        }

        private int steadily(Io io) throws IOException {
            if (!Thread.currentThread().isVirtual() || isClosed()) {
                return io.run();
            }
            try {
                return CompletableFuture.supplyAsync(() -> unchecked(io), waiting)
                        .join();
            } catch (RejectedExecutionException e) {
                throw new SocketException("Socket closed");
            } catch (CompletionException e) {
                throw e.getCause() instanceof UncheckedIOException checked
                        ? checked.getCause()
                        : new IOException(e.getCause());
            }
        }

        private static int unchecked(Io io) {
            try {
                return io.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
