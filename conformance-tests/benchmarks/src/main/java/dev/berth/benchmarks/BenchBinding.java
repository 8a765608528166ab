/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks;

import dev.berth.host.audit.AuditEntry;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.AuditStore;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.Loaded;
import dev.berth.host.extension.Transactor;
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
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.SemVer;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.ExtensionId;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** What the handles of one extension share, without a host around them and beyond its hooks. */
final class BenchBinding {
    static final ExtensionId ID = ExtensionId.of("@bench/port-connector");

    private BenchBinding() {}

    static Binding of(CallScope scope, PortName... granted) {
        Clock clock = Clock.systemUTC();
        AuditLog audit = new AuditLog(new NoAudit(), clock);
        GrantBook book = new GrantBook(new NoGrants(), audit, any -> Set.of(Optional.empty()));
        GrantTransitions transitions = new GrantTransitions(By.CONFIG, clock.instant());
        PortSet ports = PortSet.of(List.of(granted));
        keep(book, transitions.request(Optional.empty(), ID, Optional.empty(), ports));
        keep(book, transitions.approve(book.find(ID), ID, Optional.empty(), ports));
        Owner owner = new Owner(ID, SemVer.ZERO, 1, BenchBinding.class.getClassLoader(), new CallGate());
        PortAccess access =
                new PortAccess(owner, book.usable(ID, false), scope, new RefusalAudit(audit, clock, new Meters()));
        StagedWrites writes = new StagedWrites();
        Changes accepted = new Changes();
        writes.accept(accepted);
        accepted.commit(new Direct());
        return new Binding(
                access, manifest(), new Registrations(owner), LiveView.live(new LiveRegistry(clock)), writes);
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

    /** Work without a transaction. */
    private static final class Direct implements Transactor {
        @Override
        public <T> T within(Supplier<T> work) {
            return work.get();
        }

        @Override
        public void afterwards(Runnable work) {
            work.run();
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

        @Override
        public void delete(ExtensionId extension, Optional<String> organization) {}
    }
}
