/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.activation.Activator.Swap;
import dev.berth.host.activation.Outcome;
import dev.berth.host.audit.AuditEvent.ExtensionUninstalled;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.Status;
import dev.berth.host.lifecycle.Planned.Applied;
import dev.berth.host.resolve.Plan;
import dev.berth.manifest.Edge;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes an extension away: archived with all it keeps, or uninstalled with its data (LIFE-110, LIFE-112, LIFE-113). */
final class Removal {
    private final World world;
    private final Closure closure;

    Removal(World world) {
        this.world = world;
        this.closure = new Closure(world);
    }

    Planned archive(Target row) {
        Optional<Problem> refusal = refusal(StatusTable.ARCHIVE, row, "archive");
        if (refusal.isPresent()) {
            return new Planned.Refused(refusal.get());
        }
        if (!row.isLive()) {
            return new Planned.Ready(
                    plan("archive", row, List.of(row.subject() + " is archived already; nothing is done.")),
                    by -> new Applied(false, row.subject() + " is archived already.", List.of()));
        }
        List<String> effects = List.of(stops(row), "Keeps its settings, grants and package; restore brings it back.");
        return new Planned.Ready(
                plan("archive", row, effects),
                by -> takeAway(
                        "archive",
                        row,
                        changes -> archived("archive", row, by, changes),
                        row.subject() + " is archived."));
    }

    private static String stops(Target row) {
        return row.isSharedLive()
                ? "Takes " + row.current().subject() + " from " + row.scope() + "; for others it runs on."
                : "Stops " + row.current().subject()
                        + ": its tools and providers go, running calls finish, destroy runs.";
    }

    private void archived(String operation, Target row, By by, Changes changes) {
        Status status = StatusTable.ARCHIVE.result(row);
        world.change(row, status, operation, by, changes);
    }

    Planned uninstall(Target row) {
        Optional<Problem> refusal = refusal(StatusTable.UNINSTALL, row, "uninstall");
        if (refusal.isPresent()) {
            return new Planned.Refused(refusal.get());
        }
        Optional<String> needed = row.isOnly() ? needed(row) : Optional.empty();
        if (needed.isPresent()) {
            return softly(row, needed.get());
        }
        List<String> effects = List.of(
                stops(row),
                row.isOnly()
                        ? "Deletes it with its settings, secrets, grants, waiting jobs and packages. This cannot be undone."
                        : "Deletes the settings, secrets, grants and waiting jobs that " + row.scope()
                                + " has for it; its package stays for others. This cannot be undone.");
        return new Planned.Ready(plan("uninstall", row, effects), by -> row.isOnly() ? delete(row, by) : part(row, by));
    }

    private Applied delete(Target row, By by) {
        Deletion deletion = new Deletion(world, "uninstall", row.extension());
        Applied applied = takeAway("uninstall", row, changes -> deletion.commit(by, changes), "");
        return deletion.finish(row.subject(), applied.outcomes());
    }

    private Applied part(Target row, By by) {
        return takeAway(
                "uninstall",
                row,
                changes -> {
                    world.audit(
                            new ExtensionUninstalled(
                                    row.id(),
                                    row.manifest().version().toString(),
                                    row.status().toString(),
                                    "uninstall for " + row.scope()),
                            by,
                            changes);
                    new Parting(world, row).delete(changes);
                },
                row.subject() + " is uninstalled.");
    }

    /** Archived dependents and objects would be left without it, so it is kept; what is bundled is never deleted (LIFE-113). */
    private Optional<String> needed(Target row) {
        if (Bundled.isBundled(row.extension())) {
            return Optional.of("it comes with this host, and its row keeps it from coming back at the next start");
        }
        List<String> dependents = archivedDependents(row);
        return dependents.isEmpty()
                ? world.objects().leftBy(row.id()).map(left -> "it would leave behind " + left)
                : Optional.of("archived extensions need it: " + String.join(", ", dependents));
    }

    private Planned softly(Target row, String needed) {
        String why = row.subject() + " is archived instead of deleted, because " + needed + ".";
        if (!row.isLive()) {
            return new Planned.Ready(plan("uninstall", row, List.of(why)), by -> new Applied(false, why, List.of()));
        }
        return new Planned.Ready(
                plan("uninstall", row, List.of(why)),
                by -> takeAway("uninstall", row, changes -> archived("uninstall", row, by, changes), why));
    }

    private List<String> archivedDependents(Target row) {
        return world.registry().all().values().stream()
                .filter(other -> !other.isLive() && !other.id().equals(row.id()))
                .filter(other -> other.manifest().dependencies().stream()
                        .anyMatch(edge -> edge.isBlocking()
                                && edge instanceof Edge.PackageEdge to
                                && to.target().equals(row.id())))
                .map(other -> other.current().subject())
                .toList();
    }

    private Optional<Problem> refusal(StatusTable table, Target row, String operation) {
        return table.refusal(row)
                .or(() -> row.isLive() ? world.gates().removalBreaks(row.asLive(), operation) : Optional.empty());
    }

    private Plan plan(String operation, Target row, List<String> effects) {
        return new Plan(
                operation,
                row.current().subject(),
                effects,
                row.isLive() && !row.isSharedLive() ? closure.touches(row.id()) : List.of(),
                row.facts(),
                row.isLive()
                        ? world.gates().removalCloses(row.asLive()).stream().toList()
                        : List.of());
    }

    private Applied takeAway(String operation, Target row, Consumer<Changes> commit, String summary) {
        String reason = operation + " " + row.current().subject();
        if (row.isSharedLive()) {
            Changes changes = new Changes();
            commit.accept(changes);
            changes.commit(world.transactor());
            world.activator().seenAnew(reason, row.id());
            return new Applied(true, summary, List.of());
        }
        return switch (closure.replace(reason, row.id(), Optional.empty(), commit)) {
            case Swap.Done(List<Outcome> outcomes) -> new Applied(true, summary, new ArrayList<>(outcomes));
            case Swap.RolledBack back ->
                throw new ProblemException(back.cause().why().orElseThrow());
        };
    }
}
