/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import dev.berth.host.port.nango.ConnectPages;
import dev.berth.host.port.nango.ConnectionGateway;
import dev.berth.host.port.nango.ConnectionOwner;
import dev.berth.host.port.nango.ConnectionStore;
import dev.berth.host.port.nango.ConnectionStore.Kept;
import dev.berth.host.port.nango.ConnectionStore.Session;
import dev.berth.host.port.nango.StoredConnection;
import dev.berth.host.server.outbound.Outbound;
import dev.berth.sdk.port.NangoPort.ConnectSession;
import dev.berth.sdk.port.NangoPort.FrontendConfig;
import dev.berth.sdk.value.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** This host's own OAuth 2 client (PORT-76, PORT-79). */
final class OwnGateway implements ConnectionGateway {
    /** How long a user has to open the address of a session. */
    static final Duration SESSION = Duration.ofMinutes(30);

    private final Setup.Own setup;
    private final ConnectionStore store;
    private final Opaque opaque;
    private final Freshness freshness;
    private final ConnectFlow pages;
    private final Outbound outbound;
    private final Clock clock;

    OwnGateway(
            Setup.Own setup,
            ConnectionStore store,
            Opaque opaque,
            Freshness freshness,
            ConnectFlow pages,
            Outbound outbound,
            Clock clock) {
        this.setup = setup;
        this.store = store;
        this.opaque = opaque;
        this.freshness = freshness;
        this.pages = pages;
        this.outbound = outbound;
        this.clock = clock;
    }

    @Override
    public boolean isConfigured() {
        return true;
    }

    @Override
    public List<StoredConnection> connections(String organization) {
        return store.all(organization).stream().map(this::judged).toList();
    }

    /** Without its provider nothing can be refreshed. */
    private StoredConnection judged(StoredConnection kept) {
        if (!kept.works() || setup.providers().containsKey(kept.providerConfigKey())) {
            return kept;
        }
        String failure = SetupFile.NAME + " has no provider " + kept.providerConfigKey() + " any longer.";
        return new StoredConnection(
                kept.connectionId(), kept.providerConfigKey(), kept.owner(), kept.createdAt(), Optional.of(failure));
    }

    @Override
    public Optional<JsonObject> credentials(ConnectionOwner viewer, String connectionId, String providerConfigKey) {
        Provider provider = setup.providers().get(providerConfigKey);
        if (provider == null) {
            return Optional.empty();
        }
        return store.find(connectionId)
                .map(Kept::connection)
                .filter(kept ->
                        viewer.sees(kept.owner()) && kept.providerConfigKey().equals(providerConfigKey))
                .flatMap(kept -> freshness.tokens(connectionId, provider))
                .map(Tokens::credentials);
    }

    @Override
    public Optional<ConnectSession> connect(ConnectionOwner owner, String providerConfigKey) {
        if (!setup.providers().containsKey(providerConfigKey)) {
            return Optional.empty();
        }
        String token = opaque.next();
        Instant now = clock.instant();
        Instant expiresAt = now.plus(SESSION);
        store.open(new Session(Opaque.hash(token), owner, providerConfigKey, expiresAt), now);
        return Optional.of(new ConnectSession(token, pages.address(token), expiresAt));
    }

    @Override
    public void delete(StoredConnection connection) {
        store.delete(connection.connectionId());
    }

    /** The address of a session is all that a page needs. */
    @Override
    public Optional<FrontendConfig> frontendConfig() {
        return Optional.empty();
    }

    @Override
    public Optional<URI> oauthCallbackUrl() {
        return Optional.of(setup.callbackUrl());
    }

    @Override
    public Optional<ConnectPages> pages() {
        return Optional.of(pages);
    }

    @Override
    public void close() {
        outbound.close();
    }
}
