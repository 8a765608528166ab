/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.nango;

import dev.berth.sdk.port.NangoPort.ConnectSession;
import dev.berth.sdk.port.NangoPort.FrontendConfig;
import dev.berth.sdk.value.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What keeps connections and speaks to providers. Every method may throw {@link GatewayException}, and then nothing was changed. */
public interface ConnectionGateway extends AutoCloseable {
    /** No gateway is set up (PORT-77). */
    ConnectionGateway NONE = new NoGateway();

    /** Tells whether the operator has set one up. */
    boolean isConfigured();

    /** Returns the connections of an organisation and of its users. */
    List<StoredConnection> connections(String organization);

    /**
     * Returns the credentials of a connection, fresh; empty if there is none that works and that this one may see.
     *
     * @return the type in {@code type} and, for OAuth 2, {@code access_token} and {@code expires_at}; never a refresh token
     */
    Optional<JsonObject> credentials(ConnectionOwner viewer, String connectionId, String providerConfigKey);

    /** Starts a session that makes a connection of this owner; empty if no such provider is set up. */
    Optional<ConnectSession> connect(ConnectionOwner owner, String providerConfigKey);

    /** Forgets a connection with its credentials. */
    void delete(StoredConnection connection);

    /** Returns what a page needs beside a session, if anything. */
    Optional<FrontendConfig> frontendConfig();

    /** Returns the literal redirect address that is sent to providers (PORT-78). */
    Optional<URI> oauthCallbackUrl();

    /** Returns the pages that this host serves to browsers, if the gateway is its own. */
    Optional<ConnectPages> pages();

    @Override
    void close();
}
