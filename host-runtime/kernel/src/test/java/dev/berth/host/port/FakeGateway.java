/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port;

import dev.berth.host.port.nango.ConnectPages;
import dev.berth.host.port.nango.ConnectionGateway;
import dev.berth.host.port.nango.ConnectionOwner;
import dev.berth.host.port.nango.GatewayException;
import dev.berth.host.port.nango.StoredConnection;
import dev.berth.sdk.port.NangoPort.ConnectSession;
import dev.berth.sdk.port.NangoPort.FrontendConfig;
import dev.berth.sdk.value.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A gateway with the connections a test puts into it, and one provider, {@code k}. */
public final class FakeGateway implements ConnectionGateway {
    public static final String KEY = "k";

    public final List<StoredConnection> stored = new ArrayList<>();
    public final List<ConnectionOwner> sessions = new ArrayList<>();
    public boolean down;

    /** Adds a connection that is a number of seconds old. */
    public void add(String id, String key, ConnectionOwner owner, long at, Optional<String> failure) {
        stored.add(new StoredConnection(id, key, owner, Instant.EPOCH.plusSeconds(at), failure));
    }

    private void answer() {
        if (down) {
            throw new GatewayException("an answer within 10 s", "none");
        }
    }

    @Override
    public boolean isConfigured() {
        return true;
    }

    @Override
    public List<StoredConnection> connections(String organization) {
        answer();
        return stored.stream()
                .filter(connection -> connection.owner().organization().equals(organization))
                .toList();
    }

    @Override
    public Optional<JsonObject> credentials(ConnectionOwner viewer, String connectionId, String providerConfigKey) {
        answer();
        return stored.stream()
                .filter(connection -> connection.connectionId().equals(connectionId)
                        && connection.providerConfigKey().equals(providerConfigKey)
                        && viewer.sees(connection.owner()))
                .findFirst()
                .map(connection -> JsonObject.of("access_token", "of " + connectionId));
    }

    @Override
    public Optional<ConnectSession> connect(ConnectionOwner owner, String providerConfigKey) {
        answer();
        if (!providerConfigKey.equals(KEY)) {
            return Optional.empty();
        }
        sessions.add(owner);
        return Optional.of(new ConnectSession("t", URI.create("http://127.0.0.1/"), Instant.EPOCH));
    }

    @Override
    public void delete(StoredConnection connection) {
        answer();
        stored.remove(connection);
    }

    @Override
    public Optional<FrontendConfig> frontendConfig() {
        return Optional.of(new FrontendConfig(URI.create("http://127.0.0.1/"), "public"));
    }

    @Override
    public Optional<URI> oauthCallbackUrl() {
        return Optional.of(URI.create("http://127.0.0.1/oauth/callback"));
    }

    @Override
    public Optional<ConnectPages> pages() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
