/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.manifest.port.ConnectionInput;
import dev.berth.sdk.port.Actor;
import dev.berth.sdk.port.NangoPort;
import dev.berth.sdk.port.PortName;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The connections that the test seeds; without one no gateway is configured (PORT-77 to PORT-79). */
final class MemoryNango implements NangoPort {
    private static final String BASE = "http://127.0.0.1/oauth";
    private static final Duration SESSION = Duration.ofMinutes(30);

    private final MemoryHost host;
    private final ConnectionInput input;

    MemoryNango(MemoryHost host) {
        this.host = host;
        this.input = new ConnectionInput(host.problems);
    }

    /** Returns the connections that the caller may see: the application's, and the caller's own. */
    private Stream<SeededConnection> seen(String method) {
        host.organization(PortName.NANGO, method);
        Optional<String> user = host.calls.caller().actor().flatMap(Actor::userId);
        return host.setup.connections().stream()
                .filter(held ->
                        held.scope().userId().isEmpty() || held.scope().userId().equals(user));
    }

    @Override
    public boolean isConfigured() {
        return !host.setup.connections().isEmpty();
    }

    @Override
    public Optional<Connection> connection(String connectionId, String providerConfigKey) {
        Stream<SeededConnection> seen = seen("connection");
        String id = input.name("connection", "a connection id", connectionId);
        String key = input.name("connection", "a provider config key", providerConfigKey);
        return seen.map(SeededConnection::connection)
                .filter(held -> held.connectionId().equals(id)
                        && held.providerConfigKey().equals(key))
                .findFirst();
    }

    @Override
    public ConnectSession ensureConnectSession(ConnectRequest request) {
        String method = "ensureConnectSession";
        host.organization(PortName.NANGO, method);
        Optional<String> user = host.calls.caller().actor().flatMap(Actor::userId);
        String key = input.request(method, request, user).providerConfigKey();
        if (!isConfigured()) {
            throw input.notConfigured(method);
        }
        return new ConnectSession(
                "session-" + key,
                URI.create(BASE + "/connect"),
                host.setup.clock().instant().plus(SESSION));
    }

    @Override
    public ConnectionStatus status() {
        return seen("status").findAny().isPresent() ? ConnectionStatus.CONNECTED : ConnectionStatus.NOT_CONNECTED;
    }

    @Override
    public Optional<FrontendConfig> frontendConfig() {
        return isConfigured() ? Optional.of(new FrontendConfig(URI.create(BASE), "test")) : Optional.empty();
    }

    @Override
    public Optional<SavedConnection> primarySavedConnection(String connectorKey, ConnectionScope scope) {
        String method = "primarySavedConnection";
        Stream<SeededConnection> seen = seen(method);
        String key = input.name(method, "a connector key", connectorKey);
        return Optional.ofNullable(primary(method, seen, scope).get(key));
    }

    @Override
    public Map<String, SavedConnection> primarySavedConnections(ConnectionScope scope) {
        String method = "primarySavedConnections";
        return Map.copyOf(primary(method, seen(method), scope));
    }

    private Map<String, SavedConnection> primary(String method, Stream<SeededConnection> seen, ConnectionScope scope) {
        Optional<String> user = input.user(method, scope);
        Map<String, SavedConnection> first = new LinkedHashMap<>();
        seen.filter(held -> held.scope().userId().equals(user))
                .map(SeededConnection::connection)
                .forEach(held -> first.putIfAbsent(
                        held.providerConfigKey(), new SavedConnection(held.connectionId(), held.providerConfigKey())));
        return first;
    }

    @Override
    public List<ConnectionRecord> connectionRecords(String connectorKey) {
        Stream<SeededConnection> seen = seen("connectionRecords");
        String key = input.name("connectionRecords", "a connector key", connectorKey);
        return seen.map(SeededConnection::connection)
                .filter(held -> held.providerConfigKey().equals(key))
                .map(held -> new ConnectionRecord(
                        held.connectionId(), key, host.setup.clock().instant()))
                .toList();
    }

    @Override
    public Optional<URI> oauthCallbackUrl() {
        return isConfigured() ? Optional.of(URI.create(BASE + "/callback")) : Optional.empty();
    }
}
