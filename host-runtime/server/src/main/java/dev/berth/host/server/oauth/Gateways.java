/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import dev.berth.host.port.nango.ConnectionAudit;
import dev.berth.host.port.nango.ConnectionGateway;
import dev.berth.host.port.nango.ConnectionStore;
import dev.berth.host.port.nango.Sealer;
import dev.berth.host.server.outbound.Outbound;
import dev.berth.sdk.problem.Problem;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The gateway that the operator has set up in a home. */
public final class Gateways {
    /** Well below the deadline of a port call (PORT-4). */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Optional<Setup> setup;

    private Gateways(Optional<Setup> setup) {
        this.setup = setup;
    }

    /**
     * Reads what is set up; opens nothing.
     *
     * @param environment finds a variable
     * @throws dev.berth.sdk.problem.ProblemException {@code providers-invalid}
     */
    public static Gateways read(Path home, Function<String, Optional<String>> environment) {
        return new Gateways(SetupFile.read(home, environment));
    }

    /**
     * Opens the gateway; without a set-up there is none.
     *
     * @param audit is told what becomes of connections of this host's own gateway
     * @param warnings takes what an operator should know and nobody has to wait for
     */
    public ConnectionGateway open(
            ConnectionStore store, Sealer sealer, ConnectionAudit audit, Clock clock, Consumer<Problem> warnings) {
        if (setup.isEmpty()) {
            return ConnectionGateway.NONE;
        }
        Outbound outbound = new Outbound(LONGEST);
        return switch (setup.get()) {
            case Setup.Own own -> own(own, store, sealer, audit, clock, warnings, outbound);
            case Setup.Nango nango ->
                new NangoGateway(nango, new NangoApi(nango.server(), nango.secretKey(), outbound));
        };
    }

    private static ConnectionGateway own(
            Setup.Own setup,
            ConnectionStore store,
            Sealer sealer,
            ConnectionAudit audit,
            Clock clock,
            Consumer<Problem> warnings,
            Outbound outbound) {
        TokenEndpoint endpoint = new TokenEndpoint(outbound, clock);
        Opaque opaque = new Opaque();
        Freshness freshness = new Freshness(store, sealer, audit, endpoint, clock, warnings);
        ConnectFlow pages = new ConnectFlow(setup, store, audit, opaque, sealer, endpoint, clock);
        return new OwnGateway(setup, store, opaque, freshness, pages, outbound, clock);
    }
}
