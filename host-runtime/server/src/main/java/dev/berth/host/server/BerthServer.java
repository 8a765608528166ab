/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.host.HostRuntime;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A host on one address: REST, MCP and the console.
 *
 * <p>A program that wants to be up early opens the server first, boots the host beside it, and then serves it. In between, every
 * request is answered with {@code host-not-ready}.
 */
public final class BerthServer implements AutoCloseable {
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private final ServerConfig config;
    private final URI url;
    private final Entrance entrance;
    private final CompletableFuture<Container> container;
    private final AtomicBoolean closed = new AtomicBoolean();

    private BerthServer(ServerConfig config, URI url, Entrance entrance, CompletableFuture<Container> container) {
        this.config = config;
        this.url = url;
        this.entrance = entrance;
        this.container = container;
    }

    /**
     * Serves a host that has started.
     *
     * @throws ProblemException {@code address-taken} or {@code home-unwritable}; then nothing is left open
     */
    public static BerthServer start(HostRuntime host, ServerConfig config) {
        BerthServer server = open(config);
        try {
            server.serve(host);
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /**
     * Takes the address and starts on a thread of its own to answer that the host is not ready.
     *
     * @throws ProblemException {@code address-taken}; then nothing is left open
     */
    public static BerthServer open(ServerConfig config) {
        ServerSocketChannel listener = bind(config);
        Entrance entrance = new Entrance();
        CompletableFuture<Container> container = CompletableFuture.supplyAsync(
                () -> Container.start(listener, entrance),
                task -> Thread.ofPlatform().daemon().name("server-start").start(task));
        int port = listener.socket().getLocalPort();
        URI url = URI.create("http://" + OwnNames.reachable(config.address()) + ":" + port);
        return new BerthServer(config, url, entrance, container);
    }

    /**
     * Serves a host that has started, from now on. Once.
     *
     * @throws ProblemException {@code home-unwritable}; then nothing is served
     */
    public void serve(HostRuntime host) {
        Container ready = container.join();
        Site site = Site.of(host, config, url);
        ready.every(SWEEP, site.uploads()::sweep);
        entrance.open(site);
    }

    /** Returns the address of REST and console, {@code http://127.0.0.1:8080}. */
    public URI url() {
        return url;
    }

    /** Returns the address of the MCP server. */
    public URI mcpUrl() {
        return url.resolve(Site.MCP);
    }

    /** Takes no more requests, lets those that run finish for a moment, and gives the address free. A second call does nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)
                && container.handle((ready, failure) -> failure == null).join()) {
            container.join().stop(entrance::close);
        }
    }

    /** Binds without the container, whose classes take a while to load. */
    private static ServerSocketChannel bind(ServerConfig config) {
        String address = config.address() + ":" + config.port();
        try {
            ServerSocketChannel listener = ServerSocketChannel.open();
            try {
                listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                return listener.bind(new InetSocketAddress(config.address(), config.port()));
            } catch (IOException | UnresolvedAddressException e) {
                listener.close();
                throw e;
            }
        } catch (IOException | UnresolvedAddressException e) {
            throw new ProblemException(Problem.of(
                            ProblemCode.ADDRESS_TAKEN,
                            address,
                            "The server needs the address " + address + " for itself; found: " + e.getMessage()
                                    + ". It was not started.")
                    .fact("address", address)
                    .operator("stop what uses the address, or take a free port with --port 0."));
        }
    }
}
