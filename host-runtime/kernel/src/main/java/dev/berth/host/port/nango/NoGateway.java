/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.nango;

import dev.berth.sdk.port.NangoPort.ConnectSession;
import dev.berth.sdk.port.NangoPort.FrontendConfig;
import dev.berth.sdk.value.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Has nothing and knows nobody. */
final class NoGateway implements ConnectionGateway {
    @Override
    public boolean isConfigured() {
        return false;
    }

    @Override
    public List<StoredConnection> connections(String organization) {
        return List.of();
    }

    @Override
    public Optional<JsonObject> credentials(ConnectionOwner viewer, String connectionId, String providerConfigKey) {
        return Optional.empty();
    }

    @Override
    public Optional<ConnectSession> connect(ConnectionOwner owner, String providerConfigKey) {
        throw new GatewayException("an OAuth gateway that the operator has set up", "none");
    }

    @Override
    public void delete(StoredConnection connection) {}

    @Override
    public Optional<FrontendConfig> frontendConfig() {
        return Optional.empty();
    }

    @Override
    public Optional<URI> oauthCallbackUrl() {
        return Optional.empty();
    }

    @Override
    public Optional<ConnectPages> pages() {
        return Optional.empty();
    }

    @Override
    public void close() {}
}
