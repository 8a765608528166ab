/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.activation.Activator.Swap;
import dev.berth.host.activation.Outcome;
import dev.berth.host.audit.AuditEvent;
import dev.berth.host.audit.AuditEvent.ForceDeleteStarted;
import dev.berth.host.audit.By;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.lifecycle.Command.Confirmation;
import dev.berth.host.lifecycle.Planned.Applied;
import dev.berth.host.resolve.Plan;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Deletes an extension whatever needs it (LIFE-115). Those that cannot go on without it stop, and are told why. */
final class ForceDelete {
    private final World world;
    private final Closure closure;

    ForceDelete(World world) {
        this.world = world;
        this.closure = new Closure(world);
    }

    Planned plan(InstalledExtension row, Confirmation confirmation) {
        List<Problem> problems = new ArrayList<>();
        StatusTable.FORCE_DELETE.refusal(world.targets().all(row)).ifPresent(problems::add);
        new Confirmed(row, confirmation).refusal().ifPresent(problems::add);
        if (!problems.isEmpty()) {
            return new Planned.Refused(problems);
        }
        List<String> left = new Dangling(world).count(row);
        Set<ExtensionId> leaving = closure.downWith(row);
        String reason = confirmation.reason().orElseThrow();
        return new Planned.Ready(describe(row, reason, left, leaving), by -> apply(row, reason, left, leaving, by));
    }

    private Plan describe(InstalledExtension row, String reason, List<String> left, Set<ExtensionId> leaving) {
        List<String> effects = new ArrayList<>(List.of(
                "Stops " + row.current().subject() + ", whatever needs it.",
                "Deletes it with its settings, secrets, grants, waiting jobs and packages. This cannot be undone."));
        left.forEach(line -> effects.add("Leaves behind " + line + "."));
        effects.add("Reason for the audit log: " + reason);
        return new Plan(
                StatusTable.FORCE_DELETE.operation(),
                row.current().subject(),
                effects,
                leaving.stream()
                        .filter(id -> !id.equals(row.id()))
                        .sorted()
                        .map(id -> id + ": stops, and starts again if it can do without")
                        .toList(),
                JsonObject.of(
                        "id",
                        row.id().value(),
                        "revision",
                        row.current().number(),
                        "packageDigest",
                        row.current().packageDigest(),
                        "status",
                        row.status(),
                        "reason",
                        reason,
                        "dangling",
                        left),
                List.of());
    }

    private Applied apply(InstalledExtension row, String reason, List<String> left, Set<ExtensionId> leaving, By by) {
        auditFirst(
                world,
                new ForceDeleteStarted(
                        row.id(),
                        row.manifest().version().toString(),
                        row.status().toString(),
                        left,
                        reason),
                by);
        Deletion deletion = new Deletion(world, StatusTable.FORCE_DELETE.operation(), row);
        String what = "force-delete " + row.current().subject();
        Swap swap = closure.without(what, row, leaving, changes -> deletion.commit(by, changes));
        return switch (swap) {
            case Swap.Done(List<Outcome> outcomes) ->
                deletion.finish(row.current().subject(), outcomes);
            case Swap.RolledBack back ->
                throw new ProblemException(back.cause().why().orElseThrow());
        };
    }

    /** Writes what is about to happen; nothing happens unless this is on the disk (LIFE-147). */
    static void auditFirst(World world, AuditEvent event, By by) {
        try {
            world.transactor().run(() -> world.audit().append(event, by));
        } catch (ProblemException e) {
            String subject = event.subject().toString();
            throw new ProblemException(Problem.of(
                            ProblemCode.AUDIT_UNAVAILABLE,
                            subject,
                            subject + " is deleted only after the audit log says so; the log could not be written."
                                    + " Nothing was deleted.")
                    .operator("mend what the cause says, then repeat the command.")
                    .causes(e.problems()));
        }
    }
}
