/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.audit.AuditEvent.PermissionsAccepted;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.VerifiedPackage;
import dev.berth.host.lifecycle.Command.Source;
import dev.berth.host.permission.PermissionRow;
import dev.berth.host.resolve.Plan;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
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
        return Optional.of(
                before.isEmpty()
                        ? "It asks for the permissions: " + words(asked) + "."
                        : "Its permissions change from: " + words(before) + ", to: " + words(asked) + ".");
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

    /** Plans to give permissions back, or to take them: each one of those that the extension asks for. */
    Planned decide(InstalledExtension row, Set<String> named, boolean approved) {
        Set<String> asked = new TreeSet<>(row.manifest().permissions());
        Set<String> chosen = new TreeSet<>(named);
        if (!asked.containsAll(chosen) || chosen.isEmpty()) {
            return new Planned.Refused(notRequested(row, without(chosen, asked), asked));
        }
        Set<String> changing = new TreeSet<>(chosen);
        changing.removeIf(permission -> approved == isApproved(row, permission));
        String id = row.id().value();
        List<String> effects = approved
                ? List.of(
                        "Gives " + id + " back the permissions: " + words(chosen) + ".",
                        "They hold at once, for code that runs too.")
                : List.of(
                        "Takes back from " + id + " the permissions: " + words(chosen) + ".",
                        "The next use of them is refused, in code that runs too; it goes on running.");
        Plan plan = new Plan(
                approved ? "grant" : "revoke",
                id,
                effects,
                List.of(),
                JsonObject.of(
                        "id",
                        id,
                        "version",
                        row.manifest().version().toString(),
                        "permissions",
                        List.copyOf(chosen),
                        "changing",
                        List.copyOf(changing)),
                List.of());
        return new Planned.Ready(plan, by -> decided(row, changing, approved, by));
    }

    private Planned.Applied decided(InstalledExtension row, Set<String> changing, boolean approved, By by) {
        if (changing.isEmpty()) {
            return new Planned.Applied(
                    false,
                    row.id() + " has exactly these permissions " + (approved ? "already" : "revoked") + ".",
                    List.of());
        }
        Changes changes = new Changes();
        world.permissions().decide(row.id(), changing, approved, by, changes);
        changes.commit(world.transactor());
        Set<String> held = new TreeSet<>(row.manifest().permissions());
        held.retainAll(world.permissions().approved(row.id()));
        return new Planned.Applied(true, row.id() + " holds the permissions now: " + words(held) + ".", List.of());
    }

    private boolean isApproved(InstalledExtension row, String permission) {
        return Optional.ofNullable(world.permissions().rows(row.id()).get(permission))
                .filter(PermissionRow::approved)
                .isPresent();
    }

    private static Problem notRequested(InstalledExtension row, Set<String> unknown, Set<String> asked) {
        String subject = row.current().subject();
        return Problem.of(
                        ProblemCode.GRANT_NOT_REQUESTED,
                        subject,
                        subject + " needs decisions to name permissions that it asks for: " + words(asked) + "; found: "
                                + words(unknown) + ". Nothing was changed.")
                .fact("requested", List.copyOf(asked))
                .operator("berth permissions " + row.id() + " shows what it asks for.")
                .author("ask for it in \"permissions\" of the next version.");
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
