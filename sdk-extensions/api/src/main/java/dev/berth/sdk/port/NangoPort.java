/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import dev.berth.sdk.value.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The OAuth gateway: connections of users and of the organisation to outside services (PORT-76 to PORT-79). */
@ProviderType
public interface NangoPort {
    /** Tells whether the operator has set up a gateway. */
    boolean isConfigured();

    /** Returns a connection with a fresh access token, or empty. */
    Optional<Connection> connection(String connectionId, String providerConfigKey);

    /** Starts or continues a connect session that a user finishes in a browser. */
    ConnectSession ensureConnectSession(ConnectRequest request);

    /** Returns the state of the gateway. Since 2.2. */
    default ConnectionStatus status() {
        return ConnectionStatus.NOT_CONNECTED;
    }

    /** Returns what a page needs to open a connect session. Since 2.2. */
    default Optional<FrontendConfig> frontendConfig() {
        return Optional.empty();
    }

    /** Returns the connection to use first for a connector. Since 2.2. */
    default Optional<SavedConnection> primarySavedConnection(String connectorKey, ConnectionScope scope) {
        return Optional.empty();
    }

    /** Returns the connections to use first, by connector. Since 2.2. */
    default Map<String, SavedConnection> primarySavedConnections(ConnectionScope scope) {
        return Map.of();
    }

    /** Returns all connections of a connector. Since 2.2. */
    default List<ConnectionRecord> connectionRecords(String connectorKey) {
        return List.of();
    }

    /** Returns the literal redirect address that is sent to providers (PORT-78). Since 2.2. */
    default Optional<URI> oauthCallbackUrl() {
        return Optional.empty();
    }

    /** State of the gateway. */
    enum ConnectionStatus {
        NOT_CONNECTED,
        CONNECTED,
        FAILED
    }

    /** A connection with its credentials. */
    record Connection(String connectionId, String providerConfigKey, JsonObject credentials) {}

    /** What to connect. */
    record ConnectRequest(String providerConfigKey, ConnectionScope scope) {}

    /** A session that a user finishes at the address, before it expires. */
    record ConnectSession(String token, URI connectUrl, Instant expiresAt) {}

    /** What a page needs: the gateway's public address and key. */
    record FrontendConfig(URI baseUrl, String publicKey) {}

    /** A stored connection without credentials. */
    record SavedConnection(String connectionId, String providerConfigKey) {}

    /** A stored connection and when it was made. */
    record ConnectionRecord(String connectionId, String providerConfigKey, Instant createdAt) {}

    /**
     * Whose connection is meant.
     *
     * @param userId the user, or empty for the application
     */
    record ConnectionScope(Optional<String> userId) {
        /** The application itself. */
        public static ConnectionScope app() {
            return new ConnectionScope(Optional.empty());
        }

        /** One user. */
        public static ConnectionScope user(String userId) {
            return new ConnectionScope(Optional.of(userId));
        }
    }
}
