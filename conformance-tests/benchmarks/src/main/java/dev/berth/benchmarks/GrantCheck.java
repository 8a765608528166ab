/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks;

import dev.berth.host.audit.AuditEntry;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.AuditStore;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.Loaded;
import dev.berth.host.grant.Grant;
import dev.berth.host.grant.GrantBook;
import dev.berth.host.grant.GrantDecision;
import dev.berth.host.grant.GrantStore;
import dev.berth.host.grant.GrantTransitions;
import dev.berth.host.grant.PortSet;
import dev.berth.host.live.CallGate;
import dev.berth.host.live.LiveRegistry;
import dev.berth.host.live.LiveView;
import dev.berth.host.live.Owner;
import dev.berth.host.live.Registrations;
import dev.berth.host.meter.Meters;
import dev.berth.host.port.access.Binding;
import dev.berth.host.port.access.CallScope;
import dev.berth.host.port.access.PortAccess;
import dev.berth.host.port.access.RefusalAudit;
import dev.berth.host.port.access.StagedWrites;
import dev.berth.host.port.ambient.HostFacts;
import dev.berth.host.port.ambient.RuntimeHandle;
import dev.berth.host.port.mcp.McpHandle;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.SemVer;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.port.McpPort;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.RuntimePort;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The check in front of a port call: the same answer through a port that needs a grant, and through an ambient one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class GrantCheck {
    private static final ExtensionId ID = ExtensionId.of("@bench/port-connector");

    private final RuntimePort ambient;
    private final McpPort granted;

    /** Grants one port. */
    public GrantCheck() {
        Clock clock = Clock.systemUTC();
        AuditLog audit = new AuditLog(new NoAudit(), clock);
        GrantBook book = new GrantBook(new NoGrants(), audit);
        GrantTransitions transitions = new GrantTransitions(By.CONFIG, clock.instant());
        PortSet ports = PortSet.of(List.of(PortName.MCP));
        keep(book, transitions.request(Optional.empty(), ID, ports));
        keep(book, transitions.approve(book.find(ID), ID, Optional.empty(), ports));
        Owner owner = new Owner(ID, SemVer.ZERO, 1, GrantCheck.class.getClassLoader(), new CallGate());
        PortAccess access = new PortAccess(
                owner, book.usable(ID, false), new CallScope(), new RefusalAudit(audit, clock, new Meters()));
        HostFacts facts =
                new HostFacts(RuntimeMode.PRODUCTION, Map.of(), Optional.of(URI.create("http://127.0.0.1:1")));
        Binding binding = new Binding(
                access,
                manifest(),
                new Registrations(owner),
                LiveView.live(new LiveRegistry(clock)),
                new StagedWrites());
        ambient = new RuntimeHandle(binding, facts);
        granted = new McpHandle(binding, (view, name, input, caller, depth) -> JsonObject.of(), facts);
    }

    private static void keep(GrantBook book, GrantDecision decision) {
        Changes changes = new Changes();
        book.save((GrantDecision.Changed) decision, By.CONFIG, changes);
        changes.commit(new Direct());
    }

    private static ExtensionManifest manifest() {
        return new ManifestValidator()
                .reread("{\"name\":\"" + ID + "\",\"version\":\"1.0.0\",\"berth\":{\"apiVersion\":\"berth.dev/v1\","
                        + "\"kind\":\"connector\"}}")
                .orElseThrow();
    }

    /** Without a check. */
    @Benchmark
    public Optional<URI> ambient() {
        return ambient.publicBaseUrl();
    }

    /** With a check. */
    @Benchmark
    public Optional<URI> granted() {
        return granted.publicBaseUrl();
    }

    /** Work without a transaction. */
    private static final class Direct implements dev.berth.host.extension.Transactor {
        @Override
        public <T> T within(java.util.function.Supplier<T> work) {
            return work.get();
        }
    }

    /** Keeps no audit. */
    private static final class NoAudit implements AuditStore {
        @Override
        public void append(Function<Optional<AuditEntry>, AuditEntry> next) {
            Objects.requireNonNull(next.apply(Optional.empty()));
        }

        @Override
        public List<AuditEntry> read(long after, int limit) {
            return List.of();
        }
    }

    /** Keeps no grants. */
    private static final class NoGrants implements GrantStore {
        @Override
        public Loaded<Grant> load() {
            return new Loaded<>(List.of(), List.of());
        }

        @Override
        public void save(Grant grant) {}

        @Override
        public void delete(ExtensionId extension) {}
    }
}
