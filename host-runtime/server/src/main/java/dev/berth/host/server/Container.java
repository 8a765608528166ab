/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.host.server.route.RequestBarrier;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jetty with one connector, one context and one servlet in it. */
final class Container {
    private static final Logger LOG = LoggerFactory.getLogger(Container.class);

    /** How long requests may take to finish when the server stops. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final int HEADER_LIMIT = 16 << 10;

    private final Server jetty;
    private final ServerConnector connector;
    private final GracefulHandler requests;

    private Container(Server jetty, ServerConnector connector, GracefulHandler requests) {
        this.jetty = jetty;
        this.connector = connector;
        this.requests = requests;
    }

    /** Takes a bound address over and answers there. */
    static Container start(ServerSocketChannel listener, HttpServlet servlet) {
        Server jetty = new Server(threads());
        jetty.setErrorHandler(new ErrorReply());
        ServerConnector connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http()));
        jetty.addConnector(connector);
        GracefulHandler requests = new GracefulHandler(context(servlet));
        jetty.setHandler(requests);
        try {
            connector.open(listener);
            jetty.start();
        } catch (Exception e) {
            connector.close();
            throw new IllegalStateException("The server did not start", e);
        }
        warmUp(connector.getLocalPort());
        return new Container(jetty, connector, requests);
    }

    /** Runs a task again and again until the container stops. */
    void every(Duration pause, Runnable task) {
        jetty.getScheduler()
                .schedule(
                        () -> {
                            task.run();
                            every(pause, task);
                        },
                        pause.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /**
     * Stops within twice the grace.
     *
     * @param ending ends what would go on by itself, within the grace it is given
     */
    void stop(Consumer<Duration> ending) {
        connector.close();
        ending.accept(GRACE);
        drain();
        try {
            jetty.stop();
        } catch (Exception e) {
            LOG.warn("The server did not stop cleanly: {}", e.toString());
        }
    }

    /** Jetty's own graceful stop would cut what waits for an answer, or wait for connections that ask for nothing. */
    private void drain() {
        try {
            requests.shutdown().get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn(
                    "{} requests did not finish within {} s and are cut",
                    requests.getCurrentRequestCount(),
                    GRACE.toSeconds());
        } catch (ExecutionException e) {
            LOG.warn("Requests could not be counted: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static QueuedThreadPool threads() {
        // Platform threads only accept and select; requests and what they call run on virtual ones.
        QueuedThreadPool threads = new QueuedThreadPool(8, 2);
        threads.setName("server");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(
                command -> Thread.ofVirtual().name("request").start(command));
        return threads;
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_LIMIT);
        // An extension id has a slash, which clients that take it for one segment send as %2F; it is the same path.
        http.setUriCompliance(UriCompliance.DEFAULT.with("IDS", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR));
        return http;
    }

    private static ServletContextHandler context(HttpServlet servlet) {
        ServletContextHandler context = new ServletContextHandler("/");
        context.setErrorHandler(new ErrorReply());
        add(context, new SafeHeaders());
        add(context, new RequestBarrier());
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/");
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        return context;
    }

    private static void add(ServletContextHandler context, Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
    }

    /** Asks itself once, so that the first client does not wait for classes that a request needs. */
    private static void warmUp(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) GRACE.toMillis());
            String request = "GET " + Site.HEALTH + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (IOException e) {
            LOG.debug("The server is not bound to a loopback address: {}", e.toString());
        }
    }
}
