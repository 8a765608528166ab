/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.host.HostRuntime;
import dev.berth.host.live.Caller;
import dev.berth.host.server.console.ConsoleServlet;
import dev.berth.host.server.console.ConsoleSessions;
import dev.berth.host.server.mcp.McpEndpoint;
import dev.berth.host.server.rest.ApiServlet;
import dev.berth.host.server.rest.RequestBarrier;
import dev.berth.host.server.rest.Uploads;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A host on one address: REST, MCP and the console. */
public final class BerthServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BerthServer.class);

    /** How long requests may take to finish when the server stops. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private static final int HEADER_LIMIT = 16 << 10;
    private static final String CONSOLE_PATH = "/";

    private final Server jetty;
    private final ServerConnector connector;
    private final GracefulHandler requests;
    private final URI url;
    private final McpEndpoint mcp;
    private final Uploads uploads;
    private final AtomicBoolean closed = new AtomicBoolean();

    private BerthServer(
            Server jetty,
            ServerConnector connector,
            GracefulHandler requests,
            URI url,
            McpEndpoint mcp,
            Uploads uploads) {
        this.jetty = jetty;
        this.connector = connector;
        this.requests = requests;
        this.url = url;
        this.mcp = mcp;
        this.uploads = uploads;
    }

    /**
     * Serves a host that has started.
     *
     * @throws ProblemException {@code address-taken} or {@code home-unwritable}; then nothing is left open
     */
    public static BerthServer start(HostRuntime host, ServerConfig config) {
        Server jetty = container();
        ServerConnector connector = bind(jetty, config);
        try {
            return serve(host, config, jetty, connector);
        } catch (IOException e) {
            connector.close();
            throw new ProblemException(Problem.of(
                            ProblemCode.HOME_UNWRITABLE,
                            config.uploads().toString(),
                            "The server needs to write to " + config.uploads() + "; found " + e
                                    + ". It was not started.")
                    .operator("make the folder writable for the user that runs the host"));
        }
    }

    /** Returns the address of REST and console, {@code http://127.0.0.1:8080}. */
    public URI url() {
        return url;
    }

    /** Returns the address of the MCP server. */
    public URI mcpUrl() {
        return url.resolve(McpEndpoint.PATH);
    }

    /** Takes no more requests, lets those that run finish for a moment, and gives the address free. A second call does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        connector.close();
        mcp.close(GRACE);
        drain();
        try {
            jetty.stop();
            uploads.close();
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
                    "{} requests were not finished within {} s and are cut",
                    requests.getCurrentRequestCount(),
                    GRACE.toSeconds());
        } catch (ExecutionException e) {
            LOG.warn("Requests could not be counted: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Server container() {
        // Platform threads only accept and select; requests and what they call run on virtual ones.
        QueuedThreadPool threads = new QueuedThreadPool(8, 2);
        threads.setName("server");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(
                command -> Thread.ofVirtual().name("request").start(command));
        Server jetty = new Server(threads);
        jetty.setErrorHandler(new ErrorReply());
        return jetty;
    }

    private static ServerConnector bind(Server jetty, ServerConfig config) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(HEADER_LIMIT);
        ServerConnector connector = new ServerConnector(jetty, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(config.address());
        connector.setPort(config.port());
        jetty.addConnector(connector);
        try {
            connector.open();
            return connector;
        } catch (IOException e) {
            String address = config.address() + ":" + config.port();
            String reason = e.getCause() == null
                    ? e.toString()
                    : String.valueOf(e.getCause().getMessage());
            throw new ProblemException(Problem.of(
                            ProblemCode.ADDRESS_TAKEN,
                            address,
                            "The server needs the address " + address + " for itself; found: " + reason
                                    + ". It was not started.")
                    .fact("address", address)
                    .operator("stop what uses the address, or take a free port with --port 0"));
        }
    }

    private static BerthServer serve(HostRuntime host, ServerConfig config, Server jetty, ServerConnector connector)
            throws IOException {
        int port = connector.getLocalPort();
        OwnNames names = new OwnNames(config.address(), host.config().publicBaseUrl());
        URI url = URI.create("http://" + OwnNames.reachable(config.address()) + ":" + port);
        Uploads uploads = new Uploads(config.uploads(), host.config().clock());
        McpEndpoint mcp = McpEndpoint.start(
                host,
                Caller.user("owner", host.config().organization()),
                host.status().version(),
                names.hosts(),
                names.origins());
        ApiServlet api = ApiServlet.of(host, uploads, url, url.resolve(McpEndpoint.PATH), config.onShutdown());
        ConsoleSessions sessions = new ConsoleSessions(port, host.config().clock());

        ServletContextHandler context = new ServletContextHandler("/");
        context.setErrorHandler(new ErrorReply());
        List<Filter> filters = List.of(
                new SafeHeaders(),
                new RequestBarrier(),
                new Guard(names, new OwnerToken(config.token()), sessions, api));
        filters.forEach(filter -> add(context, filter));
        add(context, new ConsoleServlet(), CONSOLE_PATH);
        add(context, api, "/health", "/api/*");
        add(context, mcp, McpEndpoint.PATH);
        GracefulHandler requests = new GracefulHandler(context);
        jetty.setHandler(requests);
        start(jetty);
        sweep(jetty.getScheduler(), uploads);
        return new BerthServer(jetty, connector, requests, url, mcp, uploads);
    }

    private static void add(ServletContextHandler context, Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(jakarta.servlet.DispatcherType.REQUEST));
    }

    private static void add(ServletContextHandler context, HttpServlet servlet, String... paths) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        for (String path : paths) {
            context.addServlet(holder, path);
        }
    }

    private static void start(Server jetty) {
        try {
            jetty.start();
        } catch (Exception e) {
            throw new IllegalStateException("The server did not start", e);
        }
    }

    private static void sweep(Scheduler scheduler, Uploads uploads) {
        scheduler.schedule(
                () -> {
                    uploads.sweep();
                    sweep(scheduler, uploads);
                },
                1,
                TimeUnit.MINUTES);
    }
}
