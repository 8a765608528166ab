/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.activation.Activator;
import dev.berth.host.activation.JournalStore;
import dev.berth.host.activation.Outcome;
import dev.berth.host.audit.AuditEvent;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.ContentStore;
import dev.berth.host.extension.ExtensionRegistry;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.PackageVerifier;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Transactor;
import dev.berth.host.grant.GrantBook;
import dev.berth.host.grant.GrantPolicy;
import dev.berth.host.port.SettingsStore;
import dev.berth.host.resolve.NearMisses;
import dev.berth.host.resolve.Resolver;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All that operations work on.
 *
 * @param unsignedAllowed the host is in development mode (LIFE-75)
 */
public record World(
        ExtensionRegistry registry,
        GrantBook grants,
        GrantPolicy policy,
        Activator activator,
        PackageVerifier verifier,
        ContentStore contents,
        SettingsStore settings,
        JournalStore journal,
        Transactor transactor,
        AuditLog audit,
        Clock clock,
        boolean unsignedAllowed) {

    /** Returns the manifests of live rows, whether or not they are active (MAN-140). */
    List<ExtensionManifest> live() {
        return registry.all().values().stream()
                .filter(InstalledExtension::isLive)
                .map(InstalledExtension::manifest)
                .toList();
    }

    /** Returns a resolver over the live rows. */
    Resolver resolver() {
        return Resolver.of(live());
    }

    /** Returns the manifests of what is active: its code runs, or it needs none. */
    List<ExtensionManifest> active() {
        return registry.all().values().stream()
                .filter(this::isActive)
                .map(InstalledExtension::manifest)
                .toList();
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
        Resolver active = Resolver.of(active());
        if (waiting.stream()
                .allMatch(revision -> !active.unmet(revision.manifest()).isEmpty())) {
            return List.of();
        }
        return activator.activate("wake what waited", waiting, active()).stream()
                .filter(Outcome.Activated.class::isInstance)
                .toList();
    }

    private static boolean waitsForOthers(Outcome outcome) {
        return outcome instanceof Outcome.Skipped skipped
                && (skipped.problem().code() == ProblemCode.REQUIREMENT_UNMET
                        || skipped.problem().code() == ProblemCode.RANGE_VIOLATED);
    }

    /** An unknown id. */
    public Problem notFound(ExtensionId id) {
        List<String> ids =
                registry.all().keySet().stream().map(ExtensionId::value).toList();
        return Problem.of(
                        ProblemCode.EXTENSION_NOT_FOUND,
                        id.value(),
                        id + " is not installed on this host." + NearMisses.question(id.value(), ids)
                                + " Nothing was changed.")
                .operator("see what is installed: berth list");
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
            kept.add(row.current().packageDigest());
            row.previous().map(Revision::packageDigest).ifPresent(kept::add);
        }
        contents.digests().stream().filter(digest -> !kept.contains(digest)).forEach(contents::delete);
    }
}
