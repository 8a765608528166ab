/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.activation.Activator.Swap;
import dev.berth.host.activation.Outcome;
import dev.berth.host.audit.AuditEvent.ExtensionUninstalled;
import dev.berth.host.audit.By;
import dev.berth.host.closure.BatchProblems;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.Scope;
import dev.berth.host.journal.BatchEntry;
import dev.berth.host.journal.BatchEntry.Phase;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The journal of installs of several, and the way back: what one added goes in inverse order, in one transaction (LIFE-88 to LIFE-91). */
final class BatchUndo {
    private final World world;

    BatchUndo(World world) {
        this.world = world;
    }

    void journal(BatchEntry entry) {
        world.transactor().run(() -> world.journal().append(entry));
    }

    /** Returns what stands against another one: one for the same that was not brought to its end. */
    Optional<Problem> overlap(Scope scope) {
        return world.journal().openBatches().stream()
                .filter(open -> open.organization().equals(scope.organization()))
                .findFirst()
                .map(BatchProblems::overlap);
    }

    /** Tells whether the rows of a batch are stored although its commit failed: its answer was lost. The next start takes them away. */
    boolean isStored(BatchEntry batch) {
        boolean stored = world.journal().openBatches().stream()
                .anyMatch(open -> open.batch().equals(batch.batch()) && open.phase() == Phase.INSTALLED);
        if (stored) {
            world.registry().doubt();
        }
        return stored;
    }

    /** Takes away what a batch added, whatever of it runs; says what came of it. */
    Problem undo(BatchEntry batch, Outcome failed, By by) {
        List<Target> rows = rows(batch);
        Set<ExtensionId> leaving = new LinkedHashSet<>();
        rows.stream().filter(row -> !row.isSharedLive()).map(Target::id).forEach(leaving::add);
        try {
            Swap swap = world.activator()
                    .replace(
                            "undo the install",
                            List.of(),
                            leaving,
                            world.beside(),
                            changes -> delete(batch, rows, by, changes));
            if (swap instanceof Swap.RolledBack back) {
                return BatchProblems.incomplete(
                        batch, back.cause().why().stream().toList());
            }
        } catch (ProblemException e) {
            return BatchProblems.incomplete(batch, e.problems());
        }
        leaving.forEach(world.activator()::forget);
        world.collectGarbage();
        return BatchProblems.undone(batch, failed.revision(), failed.why());
    }

    private void delete(BatchEntry batch, List<Target> rows, By by, Changes changes) {
        for (Target row : rows) {
            world.audit(
                    new ExtensionUninstalled(
                            row.id(),
                            row.manifest().version().toString(),
                            row.status().toString(),
                            "undo of the install"),
                    by,
                    changes);
            new Parting(world, row).delete(changes);
        }
        changes.add(() -> world.journal().append(batch.at(Phase.ROLLED_BACK, world.clock())));
    }

    /** The rows that a batch added and that are still what it added, the last one first. */
    private List<Target> rows(BatchEntry batch) {
        List<Target> rows = new ArrayList<>();
        for (BatchEntry.Member member : batch.members()) {
            world.targets()
                    .find(member.extension(), Scope.of(batch.organization()))
                    .filter(row -> row.current().packageDigest().equals(member.packageDigest()))
                    .ifPresent(rows::add);
        }
        Collections.reverse(rows);
        return rows;
    }

    /** Before anything runs: what was open when the host ended is taken away, never resumed. */
    List<Problem> recover() {
        List<Problem> left = new ArrayList<>();
        for (BatchEntry open : world.journal().openBatches()) {
            try {
                Changes changes = new Changes();
                // Before the transaction of its rows, those that are there are not its own.
                delete(open, open.phase() == Phase.INSTALLED ? rows(open) : List.of(), By.CONFIG, changes);
                changes.commit(world.transactor());
            } catch (ProblemException e) {
                left.add(BatchProblems.incomplete(open, e.problems()));
            }
        }
        return left;
    }
}
