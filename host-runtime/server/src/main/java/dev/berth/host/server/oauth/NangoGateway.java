/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import dev.berth.host.port.nango.ConnectPages;
import dev.berth.host.port.nango.ConnectionGateway;
import dev.berth.host.port.nango.ConnectionOwner;
import dev.berth.host.port.nango.StoredConnection;
import dev.berth.sdk.port.NangoPort.ConnectSession;
import dev.berth.sdk.port.NangoPort.FrontendConfig;
import dev.berth.sdk.value.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A Nango-compatible server over HTTP (PORT-76). It keeps the tokens and refreshes them. */
final class NangoGateway implements ConnectionGateway {
    /** What gives more power than the call needs. */
    private static final Set<String> KEPT_BACK = Set.of("refresh_token", "raw");

    private final Setup.Nango setup;
    private final NangoApi api;

    NangoGateway(Setup.Nango setup, NangoApi api) {
        this.setup = setup;
        this.api = api;
    }

    @Override
    public boolean isConfigured() {
        return true;
    }

    @Override
    public List<StoredConnection> connections(String organization) {
        return api.connections(organization)
                .map(NangoGateway::connection)
                .flatMap(Optional::stream)
                .filter(connection -> connection.owner().organization().equals(organization))
                .toList();
    }

    private static Optional<StoredConnection> connection(JsonObject json) {
        Optional<ConnectionOwner> owner = NangoOwner.of(json);
        Optional<String> id = json.string("connection_id");
        Optional<String> key = json.string("provider_config_key");
        if (owner.isEmpty() || id.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        Instant createdAt = json.string("created")
                .or(() -> json.string("created_at"))
                .flatMap(NangoApi::instant)
                .orElse(Instant.EPOCH);
        Optional<String> failure = NangoApi.objects(json, "errors")
                .filter(error -> error.string("type").filter("auth"::equals).isPresent())
                .findFirst()
                .map(error -> "The Nango server cannot refresh the credentials of the connection " + id.get() + " to "
                        + key.get() + ". It cannot be used any longer.");
        return Optional.of(new StoredConnection(id.get(), key.get(), owner.get(), createdAt, failure));
    }

    @Override
    public Optional<JsonObject> credentials(ConnectionOwner viewer, String connectionId, String providerConfigKey) {
        return api.connection(connectionId, providerConfigKey)
                .filter(json -> connection(json)
                        .filter(found -> found.connectionId().equals(connectionId))
                        .filter(found -> found.providerConfigKey().equals(providerConfigKey))
                        .filter(found -> viewer.sees(found.owner()))
                        .isPresent())
                .flatMap(json -> json.get("credentials"))
                .filter(JsonObject.class::isInstance)
                .map(credentials -> withoutExcess((JsonObject) credentials));
    }

    private static JsonObject withoutExcess(JsonObject credentials) {
        return new JsonObject(credentials.members().entrySet().stream()
                .filter(member -> !KEPT_BACK.contains(member.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    @Override
    public Optional<ConnectSession> connect(ConnectionOwner owner, String providerConfigKey) {
        if (!api.hasIntegration(providerConfigKey)) {
            return Optional.empty();
        }
        return Optional.of(api.session(owner, providerConfigKey, setup.connectUrl()));
    }

    @Override
    public void delete(StoredConnection connection) {
        api.delete(connection.connectionId(), connection.providerConfigKey());
    }

    @Override
    public Optional<FrontendConfig> frontendConfig() {
        return setup.publicKey().map(key -> new FrontendConfig(setup.server().uri(), key));
    }

    @Override
    public Optional<URI> oauthCallbackUrl() {
        return Optional.of(setup.callbackUrl());
    }

    @Override
    public Optional<ConnectPages> pages() {
        return Optional.empty();
    }

    @Override
    public void close() {
        api.close();
    }
}
