/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.activation.Activator.Swap;
import dev.berth.host.audit.AuditEvent.ProbationFailed;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Probation;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.problem.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of an extension whose new revision failed its probation: the first time the revision before comes back, by the steps
 * of a rollback; the second time the extension is quarantined (LIFE-101, LIFE-11, ENG-36).
 */
public final class Relapse {
    private final World world;
    private final Rollback rollback;
    private final Closure closure;

    Relapse(World world, Rollback rollback) {
        this.world = world;
        this.rollback = rollback;
        this.closure = new Closure(world);
    }

    /** Returns what happened, for the log. */
    Problem of(InstalledExtension row) {
        if (row.probation().isSecond()) {
            return quarantine(row);
        }
        List<Problem> standing;
        try {
            switch (rollback.relapse(row, changes -> audit(row, "rollback", changes))) {
                case Planned.Ready ready -> {
                    Planned.Applied applied = ready.work().apply(By.PROBATION);
                    return failed(row, applied.summary() + " No call failed because of that.");
                }
                case Planned.Refused(List<Problem> problems) -> standing = problems;
            }
        } catch (ProblemException e) {
            standing = e.problems();
        }
        return stays(row).causes(standing);
    }

    /** Nothing can take its place, so it is better than nothing; it is watched no more. */
    private Problem stays(InstalledExtension row) {
        Changes changes = new Changes();
        audit(row, "stays", changes);
        world.registry().save(row.watched(row.probation().fell()), changes);
        changes.commit(world.transactor());
        return failed(row, "The version before could not be brought back, so this one serves on.");
    }

    private Problem quarantine(InstalledExtension row) {
        Problem problem = failed(row, "It is the second one in a row, so it is quarantined; the others run.");
        Swap swap = closure.without("probation of " + row.current().subject(), row, closure.downWith(row), changes -> {
            audit(row, "quarantine", changes);
            new Quarantine(world).put(row.watched(row.probation().fell()), problem, By.PROBATION, changes);
        });
        return switch (swap) {
            case Swap.Done done -> problem;
            case Swap.RolledBack back ->
                problem.causes(back.cause().why().stream().toList());
        };
    }

    private void audit(InstalledExtension row, String what, Changes changes) {
        world.audit(
                new ProbationFailed(
                        row.id(),
                        row.manifest().version().toString(),
                        row.probation().failures(),
                        row.probation().budget(),
                        what),
                By.PROBATION,
                changes);
    }

    private static Problem failed(InstalledExtension row, String effect) {
        Probation probation = row.probation();
        String until = probation.until().map(instant -> " until " + instant).orElse("");
        return Problem.of(
                        ProblemCode.PROBATION_FAILED,
                        row.current().subject(),
                        row.current().subject() + " is on probation" + until + " and needs to fail "
                                + (probation.budget() == 0 ? "never" : "at most " + probation.budget() + " times")
                                + "; it failed " + probation.failures() + " times. " + effect)
                .fact("failures", probation.failures())
                .fact("budget", probation.budget())
                .author("look into the host's log for what failed, and mend it.")
                .operator("see what happened: berth audit; then bring a mended version in: berth update FILE");
    }

    /** Says that a revision has fallen, while the extension runs without it. */
    public static Optional<Problem> fallen(InstalledExtension row) {
        return row.quarantine().isEmpty() && row.probation().isSecond()
                ? Optional.of(Problem.of(
                                ProblemCode.PROBATION_FAILED,
                                row.current().subject(),
                                row.id() + " has had a version that failed more often than its probation allows. "
                                        + row.current().subject()
                                        + " is in place; the next version that fails its probation is quarantined.")
                        .severity(Severity.WARNING)
                        .operator("see which and when: berth audit"))
                : Optional.empty();
    }
}
