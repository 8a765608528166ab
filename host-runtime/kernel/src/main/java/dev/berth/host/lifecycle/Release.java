/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.activation.Outcome;
import dev.berth.host.audit.AuditEvent.QuarantineReleased;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.lifecycle.Planned.Applied;
import dev.berth.host.resolve.Plan;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lets an operator have quarantined content tried again as it is (LIFE-11, LIFE-66, LIFE-166). */
final class Release {
    private final World world;

    Release(World world) {
        this.world = world;
    }

    Planned plan(InstalledExtension row) {
        Optional<Problem> refusal = refusal(row);
        if (refusal.isPresent()) {
            return new Planned.Refused(refusal.get());
        }
        String code = row.quarantine().orElse("");
        String subject = row.current().subject();
        Plan plan = new Plan(
                "release",
                subject,
                List.of(
                        "Releases " + subject + " from its quarantine [" + code + "]; what led to it is forgotten.",
                        row.isLive() ? "Tries to activate it." : "It is archived and stays so."),
                List.of(),
                JsonObject.of(
                        "id", row.id().value(),
                        "revision", row.current().number(),
                        "packageDigest", row.current().packageDigest(),
                        "status", row.status(),
                        "quarantine", code),
                List.of());
        return new Planned.Ready(plan, by -> release(row, code, by));
    }

    /**
     * Bytes that are not those that were installed are no matter of opinion: they have to be brought in again. Nor is who vouches for them:
     * that is changed in the key ring, or by an end of a block.
     */
    private Optional<Problem> refusal(InstalledExtension row) {
        Optional<Problem> stuck = world.activator()
                .outcome(row.id())
                .flatMap(Outcome::why)
                .filter(why -> why.code() == ProblemCode.HOOK_STUCK);
        if (row.quarantine().isEmpty()) {
            // Only the end of the process ends the thread (LIFE-26).
            return stuck.or(() -> Optional.of(Problem.of(
                            ProblemCode.USAGE_INVALID,
                            row.current().subject(),
                            row.current().subject()
                                    + " needs to be quarantined to be released; it is not. Nothing was changed.")
                    .operator("try it again: berth activate " + row.id())));
        }
        return Quarantine.isReleasable(row)
                ? world.standing().judged(row.current()).against().stream().findFirst()
                : Quarantine.of(row);
    }

    private Applied release(InstalledExtension row, String code, By by) {
        Changes changes = new Changes();
        InstalledExtension released = row.released();
        world.registry().save(released, changes);
        world.audit(new QuarantineReleased(row.id(), row.manifest().version().toString(), code), by, changes);
        changes.commit(world.transactor());
        world.marks().forgive(row.current().packageDigest());
        List<Outcome> outcomes = new ArrayList<>();
        if (row.isLive()) {
            outcomes.addAll(world.activator()
                    .activate("release " + row.current().subject(), List.of(row.current()), world.beside()));
            outcomes.addAll(world.wake());
        }
        return new Applied(true, row.current().subject() + " is released from its quarantine.", outcomes);
    }
}
