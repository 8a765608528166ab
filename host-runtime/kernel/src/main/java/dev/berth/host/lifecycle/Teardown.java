/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.journal.JournalEntry;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Deletes what an extension kept, after its removal is committed (LIFE-126). The removal writes into the journal that this is owed;
 * what fails is owed until the next start, or until the extension is installed again.
 */
final class Teardown {
    /** The removal that takes objects along (LIFE-125). */
    static final String PURGE = "purge";

    private final World world;

    Teardown(World world) {
        this.world = world;
    }

    /** Returns what a removal adds to its transaction. */
    JournalEntry owed(String kind, InstalledExtension row) {
        return entry(world, kind, row, JournalEntry.Phase.REMOVED);
    }

    /** Returns the first line of an operation that takes a row away. */
    static JournalEntry entry(World world, String kind, InstalledExtension row, JournalEntry.Phase phase) {
        return new JournalEntry(
                UUID.randomUUID().toString(),
                kind,
                row.id(),
                row.current().packageDigest(),
                phase,
                world.clock().instant());
    }

    /** Deletes all it can; what it cannot is told, and still owed. */
    Optional<Problem> settle(JournalEntry owed) {
        List<Problem> failures = new ArrayList<>();
        parts(owed).forEach(part -> tried(() -> part.accept(owed.extension()), failures));
        if (failures.isEmpty()) {
            tried(() -> world.journal().append(owed.at(JournalEntry.Phase.FINALIZED, world.clock())), failures);
        }
        return failures.isEmpty() ? Optional.empty() : Optional.of(incomplete(owed.extension(), failures));
    }

    /** Settles what earlier removals left; returns what is still owed. */
    List<Problem> settleAll() {
        return owed().flatMap(entry -> settle(entry).stream()).toList();
    }

    /**
     * Settles what an earlier removal of an extension left, so that nothing that comes now is deleted by it.
     *
     * @throws ProblemException {@code teardown-incomplete}
     */
    void settle(ExtensionId id) {
        owed().filter(entry -> entry.extension().equals(id))
                .flatMap(entry -> settle(entry).stream())
                .findFirst()
                .ifPresent(problem -> {
                    throw new ProblemException(problem);
                });
    }

    private Stream<JournalEntry> owed() {
        return world.journal().open().stream().filter(entry -> entry.phase() == JournalEntry.Phase.REMOVED);
    }

    private List<Consumer<ExtensionId>> parts(JournalEntry owed) {
        List<Consumer<ExtensionId>> parts = new ArrayList<>();
        world.data().forEach(data -> parts.add(data::deleteAll));
        if (owed.kind().equals(PURGE)) {
            parts.add(world.objects()::deleteAll);
            parts.add(world.kinds()::forget);
        }
        return parts;
    }

    /** Each part for itself: one that fails keeps no other. */
    private void tried(Runnable part, List<Problem> failures) {
        try {
            world.transactor().run(part);
        } catch (ProblemException e) {
            failures.addAll(e.problems());
        }
    }

    private static Problem incomplete(ExtensionId id, List<Problem> failures) {
        return Problem.of(
                        ProblemCode.TEARDOWN_INCOMPLETE,
                        id.value(),
                        id + " is removed and needs what it kept to be deleted with it; some of it could not be."
                                + " The host deletes it at its next start.")
                .operator("mend what the cause says; if it is mended, start the host again or wait for its next start.")
                .causes(failures);
    }
}
