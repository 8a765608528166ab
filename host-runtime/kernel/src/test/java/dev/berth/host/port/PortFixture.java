/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port;

import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.fake.FakeLoader;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MemoryKeys;
import dev.berth.host.fake.MemoryStore;
import dev.berth.host.fake.MovableClock;
import dev.berth.host.fake.Script;
import dev.berth.host.grant.GrantBook;
import dev.berth.host.grant.GrantDecision;
import dev.berth.host.grant.GrantTransitions;
import dev.berth.host.grant.PortSet;
import dev.berth.host.live.CallGate;
import dev.berth.host.live.Caller;
import dev.berth.host.live.LiveRegistry;
import dev.berth.host.live.LiveView;
import dev.berth.host.live.Owner;
import dev.berth.host.live.Registrations;
import dev.berth.host.port.access.Binding;
import dev.berth.host.port.access.CallScope;
import dev.berth.host.port.access.PortAccess;
import dev.berth.host.port.access.RefusalAudit;
import dev.berth.host.port.access.StagedWrites;
import dev.berth.host.port.ambient.HostFacts;
import dev.berth.host.port.mcp.ToolCaller;
import dev.berth.host.port.nango.ConnectionGateway;
import dev.berth.host.port.secrets.SecretVault;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.LiveView.Claim;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.McpPort.ExternalMcpServer;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** One extension's handles over stores in memory; everything it requests and is granted is chosen by the test. */
public final class PortFixture {
    public static final String NAME = "@acme/crm-connector";
    private static final By ADA = new By("ada", "cli");

    public final Map<String, Claim> claims = new HashMap<>();
    public final MemoryStore store = new MemoryStore();
    public final MemoryKeys keys = new MemoryKeys();
    public final MovableClock clock = new MovableClock();
    public final AuditLog audit = new AuditLog(store.audit(), clock);
    public final GrantBook grants = new GrantBook(store.grants(), audit, any -> Set.of(Optional.empty()));
    public final LiveRegistry live = new LiveRegistry(clock);
    public final CallScope scope = new CallScope();
    public final PortServices services = PortServices.start(store.backends(), keys, store.transactor(), audit, clock);
    public final SecretVault vault = services.secrets();
    public final RefusalAudit refusals = new RefusalAudit(audit, clock, services.meters());
    public final List<Problem> warnings = new ArrayList<>();
    public final List<String> called = new ArrayList<>();
    public final FakeLoader loader = new FakeLoader(new Script());
    public final ExtensionId id;
    public final Registrations registrations;
    public final StagedWrites writes = new StagedWrites();
    public final PortAccess access;
    public final ExtensionContext ctx;
    private final GrantedContext inside;
    public final FakeGateway connections;

    public PortFixture(ExtensionManifest manifest, LiveView view) {
        this(manifest, view, new FakeGateway());
    }

    public PortFixture(ExtensionManifest manifest, LiveView view, ConnectionGateway gateway) {
        id = manifest.id();
        GrantTransitions transitions = new GrantTransitions(ADA, clock.instant());
        keep(transitions.request(Optional.empty(), id, Optional.empty(), PortSet.of(manifest.requestedPorts())));
        Owner owner = new Owner(id, manifest.version(), 1, loader, new CallGate());
        registrations = new Registrations(owner);
        access = new PortAccess(owner, grants.usable(id, false), scope, refusals);
        ToolCaller tools = (seen, name, input, caller, depth) -> {
            called.add(name + " " + input + " at depth " + depth);
            return JsonObject.of("called", name);
        };
        HostFacts host = new HostFacts(
                RuntimeMode.DEVELOPMENT,
                Map.of("API_KEY", "1", "beta", "1", "on", "true", "off", "yes"),
                Optional.empty(),
                List.of(new ExternalMcpServer("tickets", URI.create("https://tickets.example/mcp"))));
        connections = gateway instanceof FakeGateway fake ? fake : new FakeGateway();
        PortFactory factory = new PortFactory(
                store.backends().with(gateway),
                services,
                tools,
                host,
                clock,
                id -> Optional.ofNullable(claims.get(id)),
                warnings::add);
        Binding binding = new Binding(access, manifest, registrations, view, writes);
        ctx = factory.create(binding);
        inside = factory.handles(binding);
    }

    public static PortFixture requesting(PortName... ports) {
        return new PortFixture(
                Manifests.of(NAME, "1.4.0").ports(ports).make(), LiveView.live(new LiveRegistry(new MovableClock())));
    }

    /** Requests and holds all twelve. */
    public static PortFixture granted() {
        return requesting(PortName.values()).grant(PortName.values());
    }

    public PortFixture grant(PortName... ports) {
        GrantTransitions transitions = new GrantTransitions(ADA, clock.instant());
        keep(transitions.approve(grants.find(id), id, Optional.empty(), PortSet.of(Arrays.asList(ports))));
        return this;
    }

    public PortFixture deny() {
        keep(new GrantTransitions(ADA, clock.instant()).deny(grants.find(id), id, Optional.empty()));
        return this;
    }

    public PortFixture revoke() {
        keep(new GrantTransitions(ADA, clock.instant()).revoke(grants.find(id), id, PortSet.NONE));
        return this;
    }

    /** What staged becomes stored; from now on writes go straight to the store. */
    public PortFixture accepted() {
        Changes changes = new Changes();
        writes.accept(changes);
        changes.commit(store.transactor());
        return this;
    }

    private void keep(GrantDecision decision) {
        Changes changes = new Changes();
        grants.save((GrantDecision.Changed) decision, ADA, changes);
        changes.commit(store.transactor());
    }

    /** Runs work as a call of an organisation. */
    public <T> T in(String organization, Callable<T> work) {
        try {
            return scope.within(Caller.user("u1", organization), 0, false, work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public void run(String organization, Runnable work) {
        in(organization, () -> {
            work.run();
            return true;
        });
    }

    /** All fourteen handles as an extension holds them, by the accessor of each. */
    public Map<PortName, Object> handles() {
        return handles(ctx);
    }

    /** All fourteen handles as the host makes them. */
    Map<PortName, Object> inside() {
        return handles(inside);
    }

    private static Map<PortName, Object> handles(ExtensionContext ctx) {
        Map<PortName, Function<ExtensionContext, Object>> accessors = new LinkedHashMap<>();
        accessors.put(PortName.DB, ExtensionContext::db);
        accessors.put(PortName.SETTINGS, ExtensionContext::settings);
        accessors.put(PortName.SECRETS, ExtensionContext::secrets);
        accessors.put(PortName.NANGO, ExtensionContext::nango);
        accessors.put(PortName.AUTH_SESSION, ExtensionContext::authSession);
        accessors.put(PortName.MCP, ExtensionContext::mcp);
        accessors.put(PortName.OBJECTS, ExtensionContext::objects);
        accessors.put(PortName.JOBS, ExtensionContext::jobs);
        accessors.put(PortName.NOTIFICATIONS, ExtensionContext::notifications);
        accessors.put(PortName.UI, ExtensionContext::ui);
        accessors.put(PortName.LOGGER, ExtensionContext::logger);
        accessors.put(PortName.RUNTIME, ExtensionContext::runtime);
        accessors.put(PortName.CAPABILITIES, ExtensionContext::capabilities);
        accessors.put(PortName.TELEMETRY, ExtensionContext::telemetry);
        Map<PortName, Object> handles = new LinkedHashMap<>();
        accessors.forEach((port, accessor) -> handles.put(port, accessor.apply(ctx)));
        return handles;
    }

    public List<String> refused() {
        return store.auditLines().stream()
                .filter(line -> line.startsWith("PortRefused"))
                .toList();
    }
}
