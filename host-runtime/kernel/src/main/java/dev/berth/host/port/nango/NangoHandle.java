/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.nango;

import dev.berth.host.port.access.Binding;
import dev.berth.host.port.access.PortHandle;
import dev.berth.sdk.port.Actor;
import dev.berth.sdk.port.NangoPort;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.PortUnavailableException;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The nango port over any gateway (PORT-76 to PORT-79). Connections belong to an organisation; a call sees those of the organisation as
 * such and of its own user. The connector key is the provider config key.
 */
public final class NangoHandle extends PortHandle implements NangoPort {
    /** On one line, not blank, no longer than a column. */
    private static final Pattern NAME = Pattern.compile("(?=.*\\S)[^\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]{1,255}");

    private final ConnectionGateway gateway;

    /** Binds the port to a revision. */
    public NangoHandle(Binding binding, ConnectionGateway gateway) {
        super(binding.access(), PortName.NANGO);
        this.gateway = gateway;
    }

    @Override
    public boolean isConfigured() {
        check("isConfigured");
        return gateway.isConfigured();
    }

    @Override
    public Optional<Connection> connection(String connectionId, String providerConfigKey) {
        check("connection");
        ConnectionOwner viewer = viewer("connection");
        String id = name("connection", "a connection id", connectionId);
        String key = name("connection", "a provider config key", providerConfigKey);
        return ask("connection", () -> gateway.credentials(viewer, id, key))
                .map(credentials -> new Connection(id, key, credentials));
    }

    @Override
    public ConnectSession ensureConnectSession(ConnectRequest request) {
        String method = "ensureConnectSession";
        check(method);
        ConnectionOwner viewer = viewer(method);
        present(method, "a request", request);
        String key = name(method, "a provider config key", request.providerConfigKey());
        Optional<String> user = user(method, request.scope());
        if (user.isPresent() && !user.equals(viewer.userId())) {
            throw refusal(method, "the scope app() or that of the user of the call", "another user");
        }
        ConnectionOwner owner = new ConnectionOwner(viewer.organization(), user);
        return ask(method, () -> gateway.connect(owner, key))
                .orElseThrow(() -> refusal(method, "a provider config key that the operator has set up", quoted(key)));
    }

    @Override
    public ConnectionStatus status() {
        check("status");
        ConnectionOwner viewer = viewer("status");
        List<StoredConnection> seen;
        try {
            seen = visible(viewer).toList();
        } catch (GatewayException e) {
            return ConnectionStatus.FAILED;
        }
        if (seen.isEmpty()) {
            return ConnectionStatus.NOT_CONNECTED;
        }
        return seen.stream().anyMatch(StoredConnection::works) ? ConnectionStatus.CONNECTED : ConnectionStatus.FAILED;
    }

    @Override
    public Optional<FrontendConfig> frontendConfig() {
        check("frontendConfig");
        return gateway.frontendConfig();
    }

    @Override
    public Optional<SavedConnection> primarySavedConnection(String connectorKey, ConnectionScope scope) {
        String method = "primarySavedConnection";
        check(method);
        ConnectionOwner viewer = viewer(method);
        String key = name(method, "a connector key", connectorKey);
        return Optional.ofNullable(primary(method, viewer, scope).get(key));
    }

    @Override
    public Map<String, SavedConnection> primarySavedConnections(ConnectionScope scope) {
        String method = "primarySavedConnections";
        check(method);
        return Collections.unmodifiableMap(primary(method, viewer(method), scope));
    }

    /** The newest that works of each connector. */
    private Map<String, SavedConnection> primary(String method, ConnectionOwner viewer, ConnectionScope scope) {
        Optional<String> user = user(method, scope);
        Map<String, SavedConnection> newest = new TreeMap<>();
        ask(
                        method,
                        () -> visible(viewer)
                                .filter(StoredConnection::works)
                                .filter(connection ->
                                        connection.owner().userId().equals(user))
                                .sorted(StoredConnection.BY_AGE)
                                .toList())
                .forEach(connection -> newest.put(
                        connection.providerConfigKey(),
                        new SavedConnection(connection.connectionId(), connection.providerConfigKey())));
        return newest;
    }

    @Override
    public List<ConnectionRecord> connectionRecords(String connectorKey) {
        String method = "connectionRecords";
        check(method);
        ConnectionOwner viewer = viewer(method);
        String key = name(method, "a connector key", connectorKey);
        return ask(
                method,
                () -> visible(viewer)
                        .filter(connection -> connection.providerConfigKey().equals(key))
                        .sorted(StoredConnection.BY_AGE)
                        .map(connection -> new ConnectionRecord(
                                connection.connectionId(), connection.providerConfigKey(), connection.createdAt()))
                        .toList());
    }

    @Override
    public Optional<URI> oauthCallbackUrl() {
        check("oauthCallbackUrl");
        return gateway.oauthCallbackUrl();
    }

    private Stream<StoredConnection> visible(ConnectionOwner viewer) {
        return gateway.connections(viewer.organization()).stream()
                .filter(connection -> viewer.sees(connection.owner()));
    }

    private ConnectionOwner viewer(String method) {
        Optional<String> user = access.scope().caller().actor().flatMap(Actor::userId);
        return new ConnectionOwner(organization(method), user);
    }

    private String name(String method, String needed, @Nullable String text) {
        if (text == null || !NAME.matcher(text).matches()) {
            throw refusal(method, needed + " on one line, not blank, of at most 255 characters", quoted(text));
        }
        return text;
    }

    /** A scope is of the caller's making, and its component may be null. */
    private Optional<String> user(String method, @Nullable ConnectionScope scope) {
        Optional<String> user = present(
                method,
                "a user or none in its scope",
                present(method, "a scope", scope).userId());
        return user.map(id -> name(method, "a user id", id));
    }

    private <T> T ask(String method, Supplier<T> question) {
        try {
            return question.get();
        } catch (GatewayException e) {
            throw new PortUnavailableException(
                    Problem.of(
                                    ProblemCode.PORT_UNAVAILABLE,
                                    access.owner().subject(),
                                    access.owner().subject() + " called NangoPort." + method + ", which needs "
                                            + e.needed() + "; found " + e.found() + ". The call did nothing.")
                            .fact("port", port)
                            .operator(
                                    "berth connections and the host's log say more; providers.json in the home sets the gateway up."));
        }
    }
}
