/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.nango;

import dev.berth.host.port.access.Binding;
import dev.berth.host.port.access.PortHandle;
import dev.berth.manifest.port.ConnectionInput;
import dev.berth.manifest.port.PortProblems;
import dev.berth.sdk.port.Actor;
import dev.berth.sdk.port.NangoPort;
import dev.berth.sdk.port.PortName;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The nango port over any gateway (PORT-76 to PORT-79). Connections belong to an organisation; a call sees those of the organisation as
 * such and of its own user. The connector key is the provider config key.
 */
public final class NangoHandle extends PortHandle implements NangoPort {
    private final ConnectionGateway gateway;
    private final ConnectionInput input;

    /** Binds the port to a revision. */
    public NangoHandle(Binding binding, ConnectionGateway gateway) {
        super(binding.access(), PortName.NANGO);
        this.gateway = gateway;
        this.input =
                new ConnectionInput(new PortProblems(owner(), access.owner().subject()));
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
        String id = input.name("connection", "a connection id", connectionId);
        String key = input.name("connection", "a provider config key", providerConfigKey);
        return ask("connection", () -> gateway.credentials(viewer, id, key))
                .map(credentials -> new Connection(id, key, credentials));
    }

    @Override
    public ConnectSession ensureConnectSession(ConnectRequest request) {
        String method = "ensureConnectSession";
        check(method);
        ConnectionOwner viewer = viewer(method);
        ConnectRequest asked = input.request(method, request, viewer.userId());
        ConnectionOwner owner =
                new ConnectionOwner(viewer.organization(), asked.scope().userId());
        return ask(method, () -> gateway.connect(owner, asked.providerConfigKey()))
                .orElseThrow(() -> input.unknown(method, asked.providerConfigKey()));
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
        String key = input.name(method, "a connector key", connectorKey);
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
        Optional<String> user = input.user(method, scope);
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
        String key = input.name(method, "a connector key", connectorKey);
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

    private <T> T ask(String method, Supplier<T> question) {
        try {
            return question.get();
        } catch (GatewayException e) {
            throw input.unavailable(method, e.needed(), e.found());
        }
    }
}
