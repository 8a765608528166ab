/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import dev.berth.host.audit.AuditEntry;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.AuditStore;
import dev.berth.host.extension.Transactor;
import dev.berth.host.port.nango.ConnectPages;
import dev.berth.host.port.nango.ConnectPages.Departure;
import dev.berth.host.port.nango.ConnectPages.Return;
import dev.berth.host.port.nango.ConnectionAudit;
import dev.berth.host.port.nango.ConnectionGateway;
import dev.berth.host.port.nango.ConnectionOwner;
import dev.berth.host.port.nango.StoredConnection;
import dev.berth.host.server.outbound.Loopback;
import dev.berth.host.server.outbound.Moved;
import dev.berth.host.server.outbound.Outbound;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/** This host's own gateway with a provider in this process, and a user who consents. */
public final class OwnFixture implements AutoCloseable {
    public static final URI CALLBACK = URI.create("http://127.0.0.1:8484/oauth/callback");
    public static final ConnectionOwner ACME = new ConnectionOwner("acme", Optional.empty());
    public static final ConnectionOwner ADA = new ConnectionOwner("acme", Optional.of("ada"));
    public static final String KEY = "files";

    final FakeProvider provider = new FakeProvider();
    final MemoryConnections store = new MemoryConnections();
    /** What the audit was told: event, subject and actor. */
    public final List<String> audited = new CopyOnWriteArrayList<>();

    final List<Problem> warnings = new CopyOnWriteArrayList<>();
    final Moved clock = new Moved();
    public final ConnectionGateway gateway;

    /** An audit of which only the names are kept. */
    private record Told(List<String> entries) implements AuditStore {
        @Override
        public void append(Function<Optional<AuditEntry>, AuditEntry> next) {
            AuditEntry entry = next.apply(Optional.empty());
            entries.add(entry.event() + " " + entry.subject() + " by " + entry.actor() + ": " + entry.after());
        }

        @Override
        public List<AuditEntry> read(long after, int limit) {
            return List.of();
        }
    }

    /** One thing after the other. */
    private static final class AtOnce implements Transactor {
        @Override
        public synchronized <T> T within(Supplier<T> work) {
            return work.get();
        }

        @Override
        public void afterwards(Runnable work) {
            work.run();
        }
    }

    public OwnFixture() throws IOException {
        gateway = gateway(Map.of(KEY, provider.provider(KEY)));
    }

    ConnectionGateway gateway(Map<String, Provider> providers) {
        Setup.Own setup = new Setup.Own(CALLBACK, providers);
        Outbound outbound = new Outbound(Duration.ofSeconds(10));
        TokenEndpoint endpoint = new TokenEndpoint(outbound, clock);
        Opaque opaque = new Opaque();
        PlainSealer sealer = new PlainSealer();
        ConnectionAudit audit = new ConnectionAudit(new AuditLog(new Told(audited), clock), new AtOnce());
        return new OwnGateway(
                setup,
                store,
                opaque,
                new Freshness(store, sealer, audit, endpoint, clock, warnings::add),
                new ConnectFlow(setup, store, audit, opaque, sealer, endpoint, clock),
                outbound,
                clock);
    }

    ConnectPages pages() {
        return gateway.pages().orElseThrow();
    }

    /** Starts a session and opens its address. */
    Departure departure(ConnectionOwner owner) {
        return pages().begin(gateway.connect(owner, KEY).orElseThrow().token());
    }

    static String state(Departure departure) {
        return Loopback.form(departure.authorization().getRawQuery()).get("state");
    }

    static Return back(Departure departure, String code) {
        return new Return(
                state(departure),
                Optional.of(departure.browser()),
                Optional.of(code),
                Optional.empty(),
                Optional.empty());
    }

    /** What a user's consent at an address of the provider is worth. */
    public String consent(URI authorization) {
        return provider.consent(authorization);
    }

    /** Does what a user does. */
    StoredConnection connect(ConnectionOwner owner) {
        Departure departure = departure(owner);
        return pages().finish(back(departure, provider.consent(departure.authorization())));
    }

    Optional<String> accessToken(ConnectionOwner viewer, StoredConnection connection) {
        Optional<JsonObject> credentials =
                gateway.credentials(viewer, connection.connectionId(), connection.providerConfigKey());
        return credentials.flatMap(json -> json.string("access_token"));
    }

    @Override
    public void close() {
        gateway.close();
        provider.close();
    }
}
