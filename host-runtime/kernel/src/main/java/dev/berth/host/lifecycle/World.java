/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.activation.Activator;
import dev.berth.host.activation.Beside;
import dev.berth.host.activation.Outcome;
import dev.berth.host.audit.AuditEvent;
import dev.berth.host.audit.AuditEvent.StatusChanged;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.By;
import dev.berth.host.boot.HookMarks;
import dev.berth.host.boot.RequiredExtensions;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.ContentStore;
import dev.berth.host.extension.ExtensionRegistry;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.InstalledExtension.Row;
import dev.berth.host.extension.LiveExtensions;
import dev.berth.host.extension.Origin;
import dev.berth.host.extension.PackageVerifier;
import dev.berth.host.extension.Probation;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Scope;
import dev.berth.host.extension.Status;
import dev.berth.host.extension.Transactor;
import dev.berth.host.extension.VerifiedPackage;
import dev.berth.host.grant.GrantBook;
import dev.berth.host.grant.GrantPolicy;
import dev.berth.host.identity.Tenancy;
import dev.berth.host.journal.JournalStore;
import dev.berth.host.kind.Kinds;
import dev.berth.host.namespace.Namespaces;
import dev.berth.host.permission.PermissionBook;
import dev.berth.host.port.access.ExtensionData;
import dev.berth.host.port.objects.StoredObjects;
import dev.berth.host.resolve.Gates;
import dev.berth.host.resolve.LiveRow;
import dev.berth.host.resolve.Resolver;
import dev.berth.host.trust.Standing;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All that operations work on.
 *
 * @param unsignedAllowed the host is in development mode (LIFE-75)
 * @param required what the configuration of the host requires (LIFE-140)
 * @param marks in whose hooks boots ended (LIFE-66)
 * @param probations which extensions are watched after an update (LIFE-101)
 */
public record World(
        ExtensionRegistry registry,
        GrantBook grants,
        PermissionBook permissions,
        Namespaces namespaces,
        GrantPolicy policy,
        Tenancy tenancy,
        Activator activator,
        PackageVerifier verifier,
        Standing standing,
        LiveExtensions liveExtensions,
        ContentStore contents,
        List<ExtensionData> data,
        StoredObjects objects,
        Kinds kinds,
        JournalStore journal,
        Transactor transactor,
        AuditLog audit,
        Clock clock,
        boolean unsignedAllowed,
        RequiredExtensions required,
        HookMarks marks,
        Map<ExtensionId, Probation.Policy> probations) {
    /** Why an extension waits for others (MAN-146). */
    private static final Set<ProblemCode> WAITING = Set.of(
            ProblemCode.REQUIREMENT_UNMET,
            ProblemCode.RANGE_VIOLATED,
            ProblemCode.DEPENDENCY_GIT_REF,
            ProblemCode.DEPENDENCY_KIND_MISMATCH);

    /** Returns the live rows, whether or not they are active (MAN-140). */
    public List<LiveRow> live() {
        return registry.all().values().stream()
                .flatMap(row ->
                        row.liveScopes().stream().map(scope -> new LiveRow(row.manifest(), scope.organization())))
                .toList();
    }

    /** Returns what finds the rows of commands. */
    Targets targets() {
        return new Targets(registry);
    }

    /** Returns what judges changes of the live rows. */
    Gates gates() {
        return new Gates(live());
    }

    /** Returns a new extension. */
    InstalledExtension first(Revision revision, Scope scope) {
        Row row = row(revision.id(), revision.origin());
        return InstalledExtension.of(revision, scope, row.status(), row.required());
    }

    /** Returns a new row; of what a host in production requires it starts locked (LIFE-20). */
    Row row(ExtensionId id, Origin origin) {
        boolean demanded = required.names(id);
        return new Row(demanded && !unsignedAllowed ? Status.LOCKED : Status.ACTIVE, origin, demanded, clock.instant());
    }

    /** Returns what is live: what runs, or needs no code, and what is only there. */
    public Beside beside() {
        Map<Boolean, List<ExtensionManifest>> live = registry.all().values().stream()
                .filter(InstalledExtension::isLive)
                .collect(Collectors.partitioningBy(
                        this::isActive, Collectors.mapping(InstalledExtension::manifest, Collectors.toList())));
        return new Beside(live.getOrDefault(true, List.of()), live.getOrDefault(false, List.of()));
    }

    /** Tells whether an extension is active. */
    public boolean isActive(InstalledExtension row) {
        boolean runs = row.manifest().serverEntry().isEmpty()
                ? activator
                        .outcome(row.id())
                        .filter(Outcome.Activated.class::isInstance)
                        .isPresent()
                : activator.isRunning(row.id());
        return row.isLive() && row.quarantine().isEmpty() && runs;
    }

    /** Activates what waited for others, if one of them may run now (MAN-146); returns those that became active. */
    List<Outcome> wake() {
        List<Revision> waiting = registry.all().values().stream()
                .filter(row -> row.isLive() && row.quarantine().isEmpty() && !isActive(row))
                .filter(row -> activator
                        .outcome(row.id())
                        .filter(World::waitsForOthers)
                        .isPresent())
                .map(InstalledExtension::current)
                .toList();
        Beside beside = beside();
        Resolver active = beside.resolver();
        if (waiting.stream()
                .allMatch(revision -> !active.unmetEdges(revision.manifest()).isEmpty())) {
            return List.of();
        }
        return activator.activate("wake what waited", waiting, beside).stream()
                .filter(Outcome.Activated.class::isInstance)
                .toList();
    }

    private static boolean waitsForOthers(Outcome outcome) {
        return outcome instanceof Outcome.Skipped(Revision revision, Problem problem)
                && WAITING.contains(problem.code());
    }

    /** Tells whether this very package is there, and all that it takes to run it: to bring it in again changes nothing (LIFE-12). */
    boolean holds(InstalledExtension there, VerifiedPackage verified) {
        String digest = verified.packageDigest();
        return there.current().packageDigest().equals(digest)
                && there.quarantine().isEmpty()
                && !grants.rows(there.id()).isEmpty()
                && contents.isIntact(digest);
    }

    /** Adds another status of a row, and its audit entry, to the other changes (LIFE-2, LIFE-145). */
    void change(Target row, Status status, String operation, By by, Changes changes) {
        registry.save(row.status(status), changes);
        audit(
                new StatusChanged(
                        row.id(),
                        row.manifest().version().toString(),
                        row.status().toString(),
                        status.toString(),
                        row.scope().equals(Scope.PLATFORM) ? operation : operation + " for " + row.scope()),
                by,
                changes);
    }

    /** Adds an audit entry to the other changes. */
    void audit(AuditEvent event, By by, Changes changes) {
        changes.add(() -> audit.append(event, by));
    }

    /**
     * Deletes stored packages that no row and no rollback target refers to (LIFE-109). Nothing is deleted while a row is
     * unreadable, since nobody knows what it refers to.
     */
    public void collectGarbage() {
        if (!registry.isWhole()) {
            return;
        }
        Set<String> kept = new HashSet<>();
        for (InstalledExtension row : registry.all().values()) {
            row.kept().stream().map(Revision::packageDigest).forEach(kept::add);
        }
        contents.digests().stream().filter(digest -> !kept.contains(digest)).forEach(contents::delete);
    }
}
