/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.activation.Activator.Swap;
import dev.berth.host.activation.Outcome;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Revision;
import dev.berth.host.journal.JournalEntry.Phase;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goes on with an update that waited for a grant, by the steps that it has not done yet (LIFE-97). */
final class Resumption {
    private final World world;
    private final Exchange exchange;
    private final Waiting waiting;

    Resumption(World world) {
        this.world = world;
        this.exchange = new Exchange(world);
        this.waiting = new Waiting(world);
    }

    /** Follows a decision about its ports: more of them granted, or none left to be decided. */
    List<Outcome> decided(InstalledExtension row, boolean more, By by) {
        if (more) {
            return resume(row, by);
        } else if (!isOpen(row)) {
            return giveUp(row, Phase.SUPERSEDED);
        }
        return List.of();
    }

    /** Goes on with all of which every port is decided; a crash may have come between the decision and the update. */
    List<Outcome> resumeAll(By by) {
        List<Outcome> outcomes = new ArrayList<>();
        for (InstalledExtension row : world.registry().all().values()) {
            if (row.isLive()) {
                outcomes.addAll(ifDecided(row, by));
            }
        }
        return outcomes;
    }

    /** Goes on with it if every port is decided: that may have happened while its extension was archived. */
    List<Outcome> ifDecided(InstalledExtension row, By by) {
        return row.waiting().isPresent() && !isOpen(row) ? resume(row, by) : List.of();
    }

    private boolean isOpen(InstalledExtension row) {
        return world.grants().rows(row.id()).stream()
                .anyMatch(grant -> !grant.asked().pending().isEmpty());
    }

    private List<Outcome> resume(InstalledExtension row, By by) {
        Revision next = row.waiting().orElseThrow();
        List<Problem> problems = world.contents().isIntact(next.packageDigest())
                ? exchange.refusals(next, row)
                : List.of(next.damaged("The update was given up; the old version runs as before."));
        if (!problems.isEmpty()) {
            giveUp(row, Phase.ROLLED_BACK);
            return List.of(new Outcome.Failed(next, problems.get(0)));
        }
        try {
            return swap(row, next, by);
        } catch (ProblemException e) {
            // It could not be kept; it waits on, and deciding again tries again.
            return List.of(new Outcome.Failed(next, e.problem()));
        }
    }

    private List<Outcome> swap(InstalledExtension row, Revision next, By by) {
        Swap swap = new Closure(world).replace("grant for " + next.subject(), row.id(), Optional.of(next), changes -> {
            exchange.commit("grant", row, exchange.updated(row, next), by, changes);
            waiting.record(row, Phase.FINALIZED, changes);
        });
        return switch (swap) {
            case Swap.Done(List<Outcome> outcomes) -> {
                List<Outcome> all = new ArrayList<>(outcomes);
                all.addAll(world.wake());
                world.collectGarbage();
                yield all;
            }
            case Swap.RolledBack back -> {
                if (!Waiting.isWhy(back.cause(), next)) {
                    giveUp(row, Phase.ROLLED_BACK);
                }
                yield List.of(back.cause());
            }
        };
    }

    private List<Outcome> giveUp(InstalledExtension row, Phase phase) {
        Changes changes = new Changes();
        waiting.end(row, phase, changes);
        changes.commit(world.transactor());
        world.collectGarbage();
        return List.of();
    }
}
