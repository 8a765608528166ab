/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.host.HostRuntime;
import dev.berth.host.server.route.RestApi;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;

/**
 * The operator's own address: a free port of the loopback interface, whatever the server itself is bound to, and the owner's token
 * alone (LIFE-117). A host in development mode has one.
 */
public final class OperatorDoor implements AutoCloseable {
    private final URI url;
    private final Container container;

    private OperatorDoor(URI url, Container container) {
        this.url = url;
        this.container = container;
    }

    /**
     * Opens it.
     *
     * @param token of the owner, as in host.json
     * @throws ProblemException {@code address-taken}; then nothing is left open
     */
    public static OperatorDoor open(HostRuntime host, String token) {
        RestApi api = RestApi.of(
                new OperatorRoutes(host).routes(),
                () -> host.status().version(),
                host.config().tenancy());
        ServerSocketChannel listener = bind();
        URI url = URI.create(
                "http://" + ServerConfig.LOOPBACK + ":" + listener.socket().getLocalPort());
        return new OperatorDoor(url, Container.start(listener, new OperatorEntrance(api, new OwnerToken(token))));
    }

    /** Returns its address. */
    public URI url() {
        return url;
    }

    @Override
    public void close() {
        container.stop((Duration grace) -> {});
    }

    private static ServerSocketChannel bind() {
        try {
            ServerSocketChannel listener = ServerSocketChannel.open();
            try {
                return listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            } catch (IOException e) {
                listener.close();
                throw e;
            }
        } catch (IOException e) {
            throw new ProblemException(Problem.of(
                            ProblemCode.ADDRESS_TAKEN,
                            ServerConfig.LOOPBACK,
                            "The operator's door needs a free port of " + ServerConfig.LOOPBACK + "; found: "
                                    + e.getMessage() + ". The host was not started.")
                    .operator("stop what uses so many ports, then start the host again."));
        }
    }
}
