/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.activation.Outcome;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Revision;
import dev.berth.host.grant.PortSet;
import dev.berth.host.journal.JournalEntry.Phase;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.Optional;

/** Updates that wait for a grant while the old revision serves: {@code waiting-for-grant} (LIFE-97). */
public final class Waiting {
    private final World world;

    public Waiting(World world) {
        this.world = world;
    }

    /** Tells whether a swap was refused only because nobody has decided about a port of what comes in. */
    static boolean isWhy(Outcome cause, Revision next) {
        return cause instanceof Outcome.Skipped(Revision refused, Problem problem)
                && refused.equals(next)
                && problem.code() == ProblemCode.GRANT_PENDING;
    }

    /** Says for what an update waits, if one does. */
    public Optional<Problem> problem(InstalledExtension row) {
        return row.waiting().map(next -> {
            String ports = pending(row).toString();
            String now = world.isActive(row) ? " serves meanwhile" : " is in place meanwhile, and does not run";
            return Problem.of(
                            ProblemCode.GRANT_PENDING,
                            next.subject(),
                            next.subject() + " needs a decision about its request for ports; pending: " + ports + ". "
                                    + row.current().subject() + now
                                    + "; the update goes on by itself when they are granted.")
                    .fact("pending", pending(row).names())
                    .fact("serves", row.manifest().version().toString())
                    .operator(
                            "berth grant " + row.id() + " PORT, or berth deny " + row.id() + " to give the update up.");
        });
    }

    private PortSet pending(InstalledExtension row) {
        return world.grants().rows(row.id()).stream()
                .map(grant -> grant.asked().pending())
                .reduce(PortSet.NONE, PortSet::plus);
    }

    /** Gives up what waited, since something else takes its place. */
    void supersede(InstalledExtension row, Changes changes) {
        end(row, Phase.SUPERSEDED, changes);
    }

    /** Forgets what waited and its request for ports; its bytes are collected with the next garbage. */
    void end(InstalledExtension row, Phase phase, Changes changes) {
        if (row.waiting().isPresent()) {
            world.registry().save(row.waitingFor(Optional.empty()), changes);
            world.grants().dropNext(row.id(), changes);
            record(row, phase, changes);
        }
    }

    /** Writes how it ended into the journal. */
    void record(InstalledExtension row, Phase phase, Changes changes) {
        world.journal()
                .waiting(row.id())
                .forEach(entry -> changes.add(() -> world.journal().append(entry.at(phase, world.clock()))));
    }
}
