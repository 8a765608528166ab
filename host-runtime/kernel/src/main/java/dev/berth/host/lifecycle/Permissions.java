/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.audit.AuditEvent.PermissionsAccepted;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.VerifiedPackage;
import dev.berth.host.lifecycle.Command.Source;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The ambient authority that a package asks for beside ports (MAN-104). The plan of an install shows it, and who carries the plan out
 * agrees to it. An update that asks for more needs consent to exactly the new set (LIFE-102).
 */
final class Permissions {
    private final World world;

    Permissions(World world) {
        this.world = world;
    }

    /** Says in the plan what is asked for, if it is not what was there. */
    Optional<String> effect(Optional<InstalledExtension> row, VerifiedPackage verified) {
        Set<String> before = before(row);
        Set<String> asked = asked(verified);
        if (before.equals(asked)) {
            return Optional.empty();
        }
        String recorded = " This host records them; no isolation layer enforces them yet.";
        return Optional.of(
                before.isEmpty()
                        ? "It asks for the permissions: " + words(asked) + "." + recorded
                        : "Its permissions change from: " + words(before) + ", to: " + words(asked) + "." + recorded);
    }

    /** Refuses what nobody agreed to: more than before, or another set than the one that was named. */
    Optional<Problem> refusal(Optional<InstalledExtension> row, VerifiedPackage verified, Source source) {
        Set<String> asked = asked(verified);
        Set<String> added = without(asked, before(row));
        Set<String> removed = without(before(row), asked);
        boolean agreed = source.permissions().isPresent()
                ? source.permissions().get().equals(asked)
                : row.isEmpty() || added.isEmpty();
        if (agreed) {
            return Optional.empty();
        }
        String subject = verified.manifest().subject();
        String found = source.permissions()
                .map(named -> "found consent to: " + words(new TreeSet<>(named)))
                .orElse("found none");
        return Optional.of(Problem.of(
                        ProblemCode.PERMISSIONS_CHANGED,
                        subject,
                        subject + " needs your consent to exactly the permissions it asks for: " + words(asked) + " ("
                                + difference(added, removed) + "); " + found + ". "
                                + (row.isEmpty()
                                        ? "It was not installed."
                                        : "The update was not made; the old version runs as before."))
                .fact("permissions", List.copyOf(asked))
                .fact("added", List.copyOf(added))
                .fact("removed", List.copyOf(removed))
                .operator("if you agree, add --accept-permissions "
                        + (asked.isEmpty() ? "none" : String.join(",", asked)) + "."));
    }

    /** Adds the audit of the consent, if there was something to agree to. */
    void audit(Optional<InstalledExtension> row, VerifiedPackage verified, By by, Changes changes) {
        Set<String> before = before(row);
        Set<String> asked = asked(verified);
        if (!before.equals(asked)) {
            world.audit(
                    new PermissionsAccepted(
                            verified.manifest().id(),
                            verified.manifest().version().toString(),
                            String.join(", ", before),
                            List.copyOf(asked),
                            verified.contentDigest()),
                    by,
                    changes);
        }
    }

    private static Set<String> before(Optional<InstalledExtension> row) {
        return new TreeSet<>(
                row.map(installed -> installed.manifest().permissions()).orElse(List.of()));
    }

    private static Set<String> asked(VerifiedPackage verified) {
        return new TreeSet<>(verified.manifest().permissions());
    }

    private static Set<String> without(Set<String> all, Set<String> others) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(others);
        return rest;
    }

    private static String difference(Set<String> added, Set<String> removed) {
        return removed.isEmpty() ? "new: " + words(added) : "new: " + words(added) + "; no longer: " + words(removed);
    }

    private static String words(Collection<String> permissions) {
        return permissions.isEmpty() ? "none" : String.join(", ", permissions);
    }
}
