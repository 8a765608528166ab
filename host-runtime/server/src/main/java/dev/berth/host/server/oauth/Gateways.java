/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import dev.berth.host.port.nango.ConnectionGateway;
import dev.berth.host.port.nango.ConnectionStore;
import dev.berth.host.port.nango.Sealer;
import dev.berth.sdk.problem.Problem;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Opens the gateway that the operator has set up in a home.
 *
 * @param environment finds a variable
 * @param warnings takes what an operator should know and nobody has to wait for
 */
public record Gateways(Clock clock, Function<String, Optional<String>> environment, Consumer<Problem> warnings) {
    /** Well below the deadline of a port call (PORT-4). */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /**
     * Opens it.
     *
     * @throws dev.berth.sdk.problem.ProblemException {@code providers-invalid}
     */
    public ConnectionGateway open(Path home, ConnectionStore store, Sealer sealer) {
        return SetupFile.read(home, environment)
                .map(setup -> gateway(setup, store, sealer))
                .orElse(ConnectionGateway.NONE);
    }

    private ConnectionGateway gateway(Setup setup, ConnectionStore store, Sealer sealer) {
        Outbound outbound = new Outbound(LONGEST);
        return switch (setup) {
            case Setup.Own own -> own(own, store, sealer, outbound);
            case Setup.Nango nango ->
                new NangoGateway(nango, new NangoApi(nango.server(), nango.secretKey(), outbound));
        };
    }

    private ConnectionGateway own(Setup.Own setup, ConnectionStore store, Sealer sealer, Outbound outbound) {
        TokenEndpoint endpoint = new TokenEndpoint(outbound, clock);
        Opaque opaque = new Opaque();
        Freshness freshness = new Freshness(store, sealer, endpoint, clock, warnings);
        ConnectFlow pages = new ConnectFlow(setup, store, opaque, sealer, endpoint, clock);
        return new OwnGateway(setup, store, opaque, freshness, pages, outbound, clock);
    }
}
