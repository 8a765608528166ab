/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.resolve.Plan;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans to delete every trace of an extension (LIFE-116). The plan is all that an administrator gets; it says also what blocks it. */
final class Purge {
    private final World world;

    Purge(World world) {
        this.world = world;
    }

    Planned plan(InstalledExtension row) {
        Optional<Problem> refusal = StatusTable.PURGE.refusal(world.targets().all(row));
        return refusal.isPresent()
                ? new Planned.Refused(refusal.get())
                : new Planned.Ready(describe(row), by -> {
                    throw new ProblemException(operatorOnly(row.current().subject(), "it was asked for elsewhere"));
                });
    }

    /** Says that nobody but the operator of the host may do it (LIFE-117). */
    static Problem operatorOnly(String subject, String found) {
        return Problem.of(
                        ProblemCode.OPERATOR_ONLY,
                        subject,
                        "Purging " + subject
                                + " needs the operator of a host in development mode, on the machine it runs" + " on; "
                                + found + ". Nothing was deleted.")
                .operator(
                        "start the host with \"berth up --dev\" and use berth purge beside it, or remove the extension"
                                + " with berth uninstall.");
    }

    /** Returns the live extensions that could not go on without it. */
    Optional<Problem> blocked(InstalledExtension row) {
        return world.targets().all(row).stream()
                .filter(Target::isLive)
                .flatMap(one -> world.gates().removalBreaks(one.asLive(), StatusTable.PURGE.operation()).stream())
                .findFirst();
    }

    Plan describe(InstalledExtension row) {
        Optional<Problem> blocked = blocked(row);
        List<String> dependents = blocked.map(Purge::dependents).orElse(List.of());
        List<String> notes = new ArrayList<>(new Dangling(world).count(row));
        notes.add("The marketplace is not called; what was published stays.");
        List<String> effects = new ArrayList<>(
                List.of(
                        "Stops " + row.current().subject() + ".",
                        "Deletes it with its settings, secrets, grants, waiting jobs, objects and packages. This cannot be undone."));
        notes.forEach(note -> effects.add("Note: " + note));
        blocked.ifPresent(problem ->
                effects.add("Blocked by live extensions that need it: " + String.join(", ", dependents) + "."));
        return new Plan(
                StatusTable.PURGE.operation(),
                row.current().subject(),
                effects,
                List.of(),
                JsonObject.of(
                        "id",
                        row.id().value(),
                        "kind",
                        row.manifest().kind(),
                        "status",
                        row.status(),
                        "origin",
                        row.current().origin().toString(),
                        "versions",
                        row.revisions().stream()
                                .map(revision -> revision.manifest().version() + " " + revision.contentDigest())
                                .toList(),
                        "activeDependents",
                        dependents,
                        "blocked",
                        blocked.isPresent(),
                        "notes",
                        notes),
                List.of());
    }

    private static List<String> dependents(Problem blocked) {
        return blocked.facts().get("dependents").stream()
                .flatMap(names -> ((JsonArray) names).items().stream())
                .map(name -> ((JsonString) name).value())
                .toList();
    }
}
