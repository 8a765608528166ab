/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.journal.JournalEntry;
import dev.berth.host.journal.JournalEntry.Phase;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Takes back what an operation did before it was finalised, in inverse order and each step for itself (LIFE-88 to LIFE-90). What
 * cannot be taken back is told, and tried again at the next start; a row that is finalised or archived is never touched.
 */
final class Undo {
    private final World world;

    Undo(World world) {
        this.world = world;
    }

    /** Runs an operation whose first line is in the journal, and takes it back unless it says that it is kept. */
    <T> T unless(AtomicBoolean kept, JournalEntry entry, Supplier<T> work) {
        boolean undone = false;
        try {
            return work.get();
        } catch (ProblemException e) {
            undone = true;
            Optional<Problem> left = kept.get() ? Optional.empty() : unlessStored(entry);
            throw left.map(problem -> new ProblemException(problem.causes(both(problem, e))))
                    .orElse(e);
        } finally {
            if (!kept.get() && !undone) {
                unlessStored(entry);
            }
        }
    }

    /**
     * A commit may have reached the disk and its answer been lost: what the store has is not taken back then. What runs is the old
     * until the next start, as after a kill.
     */
    private Optional<Problem> unlessStored(JournalEntry entry) {
        try {
            world.kinds().load();
            if (world.journal().open().stream()
                    .noneMatch(line -> line.operation().equals(entry.operation()))) {
                world.registry().doubt();
                return Optional.empty();
            }
        } catch (ProblemException unread) {
            // Nothing is deleted that may be referred to; the next start knows.
            return Optional.of(incomplete(entry, Map.of("all of it", unread.problems())));
        }
        return of(entry);
    }

    private static List<Problem> both(Problem incomplete, ProblemException cause) {
        List<Problem> all = new ArrayList<>(cause.problems());
        all.addAll(incomplete.causes());
        return all;
    }

    /** Takes back what was open when the host ended; returns what is left. */
    List<Problem> recover() {
        return world.journal().open().stream()
                .filter(entry -> entry.phase() != Phase.REMOVED)
                .flatMap(entry -> of(entry).stream())
                .toList();
    }

    private Optional<Problem> of(JournalEntry entry) {
        Map<String, List<Problem>> left = new LinkedHashMap<>();
        Optional<InstalledExtension> row = world.registry().find(entry.extension());
        tried(
                "what the host holds of its kind",
                left,
                changes -> world.kinds().undo(entry.extension(), entry.packageDigest(), row, changes));
        if (row.stream().noneMatch(there -> there.waiting().isPresent())) {
            tried("its request for ports", left, changes -> world.grants().dropNext(entry.extension(), changes));
        }
        // A purge sets packages aside before it commits.
        tried(
                "packages that were set aside",
                left,
                changes -> row.stream()
                        .flatMap(there -> there.revisions().stream())
                        .forEach(revision -> world.contents().bringBack(revision.packageDigest())));
        tried("its package", left, changes -> world.collectGarbage());
        Phase end = left.isEmpty() ? Phase.ROLLED_BACK : Phase.FAILED;
        tried(
                "its entry in the journal",
                left,
                changes -> changes.add(() -> world.journal().append(entry.at(end, world.clock()))));
        return left.isEmpty() ? Optional.empty() : Optional.of(incomplete(entry, left));
    }

    /** A step of an undo. */
    @FunctionalInterface
    private interface Step {
        void add(Changes changes);
    }

    private void tried(String what, Map<String, List<Problem>> left, Step step) {
        try {
            Changes changes = new Changes();
            step.add(changes);
            changes.commit(world.transactor());
        } catch (ProblemException e) {
            left.put(what, e.problems());
        }
    }

    private static Problem incomplete(JournalEntry entry, Map<String, List<Problem>> left) {
        String subject = entry.extension().value();
        return Problem.of(
                        ProblemCode.ROLLBACK_INCOMPLETE,
                        subject,
                        "The failed " + entry.kind() + " of " + subject
                                + " needs all that it did to be taken back; that failed too for: "
                                + String.join(", ", left.keySet())
                                + ". What ran before runs as before.")
                .fact("rolledBack", true)
                .fact("rollbackComplete", false)
                .fact("leftover", List.copyOf(left.keySet()))
                .causes(left.values().stream().flatMap(List::stream).toList())
                .operator("see to what the cause names, then restart the host, which tries it again.");
    }
}
