/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.nango;

import dev.berth.host.audit.By;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What an operator sees of connections, and the pages that make them; never a credential. */
public final class Connections {
    private final ConnectionGateway gateway;
    private final ConnectionAudit audit;

    public Connections(ConnectionGateway gateway, ConnectionAudit audit) {
        this.gateway = gateway;
        this.audit = audit;
    }

    /**
     * A connection as an operator sees it.
     *
     * @param user whose it is, or empty for the organisation's own
     * @param state {@code CONNECTED} or {@code FAILED}
     * @param failure why it must be connected again
     */
    public record View(
            String connectionId,
            String providerConfigKey,
            Optional<String> user,
            Instant createdAt,
            String state,
            Optional<String> failure) {}

    /** Returns the connections of an organisation and of its users, oldest first. */
    public List<View> list(String organization) {
        return ask("The list of connections", () -> gateway.connections(organization)).stream()
                .sorted(StoredConnection.BY_AGE)
                .map(Connections::view)
                .toList();
    }

    /** Deletes a connection with its credentials; an unknown id is {@code connection-not-found}. */
    public View delete(String organization, String connectionId, By by) {
        StoredConnection found = ask("The list of connections", () -> gateway.connections(organization)).stream()
                .filter(connection -> connection.connectionId().equals(connectionId))
                .findFirst()
                .orElseThrow(() -> unknown(organization, connectionId));
        ask("The removal of the connection " + connectionId, () -> {
            gateway.delete(found);
            return found;
        });
        audit.deleted(found, by);
        return view(found);
    }

    /** Returns the pages that this host serves to browsers, if its gateway is its own. */
    public Optional<ConnectPages> pages() {
        return gateway.pages();
    }

    private static View view(StoredConnection connection) {
        return new View(
                connection.connectionId(),
                connection.providerConfigKey(),
                connection.owner().userId(),
                connection.createdAt(),
                connection.works() ? "CONNECTED" : "FAILED",
                connection.failure());
    }

    private static ProblemException unknown(String organization, String connectionId) {
        return new ProblemException(Problem.of(
                        ProblemCode.CONNECTION_NOT_FOUND,
                        connectionId,
                        "The organisation " + organization + " has no connection " + connectionId
                                + ". Nothing was changed.")
                .operator("see those it has: berth connections"));
    }

    private static <T> T ask(String subject, Supplier<T> question) {
        try {
            return question.get();
        } catch (GatewayException e) {
            throw new ProblemException(Problem.of(
                            ProblemCode.PORT_UNAVAILABLE,
                            "the OAuth gateway",
                            subject + " needs " + e.needed() + "; found " + e.found() + ". Nothing was changed.")
                    .operator("look at the host's log, and at providers.json in its home."));
        }
    }
}
