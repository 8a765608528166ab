/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * Lets what several threads want to write be one transaction: one of them takes along what waits. A commit costs more than all
 * statements of an object or a job, and on a server it waits for the disk.
 */
final class Together {
    private static final int MOST = 256;

    private final Database database;
    private final OneForAll turns = new OneForAll();
    private final Queue<Change<?>> waiting = new ArrayDeque<>();
    private long last;
    private long taken;

    Together(Database database) {
        this.database = database;
    }

    /** What one thread writes. All but its work and its place is set by whoever takes it along. */
    private static final class Change<T> {
        private final Sql.Work<T> work;
        private final long place;
        private Optional<T> result = Optional.empty();
        private Optional<Database.Kept<?>> kept = Optional.empty();
        private Optional<RuntimeException> failure = Optional.empty();

        Change(Sql.Work<T> work, long place) {
            this.work = work;
            this.place = place;
        }

        void run(Sql sql) throws SQLException {
            result = Optional.of(work.with(sql));
        }
    }

    /** Writes in one transaction with others, and waits until that outlives a crash. After a throw it may have been kept. */
    <T> T write(Sql.Work<T> work) {
        Change<T> change = add(work);
        try {
            turns.await(change.place, this::writeWaiting);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        if (change.failure.isPresent()) {
            throw change.failure.get();
        } else if (change.kept.isEmpty()) {
            return database.write(work);
        }
        database.settle(change.kept.get());
        return change.result.orElseThrow();
    }

    private <T> Change<T> add(Sql.Work<T> work) {
        synchronized (waiting) {
            Change<T> change = new Change<>(work, ++last);
            waiting.add(change);
            return change;
        }
    }

    /** Takes at most so many, in their order; those behind them are the next one's. */
    private List<Change<?>> take() {
        List<Change<?>> batch = new ArrayList<>();
        synchronized (waiting) {
            while (batch.size() < MOST && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
        }
        batch.stream().reduce((first, second) -> second).ifPresent(end -> taken = end.place);
        return batch;
    }

    private long writeWaiting() {
        List<Change<?>> batch = take();
        try {
            Database.Kept<?> kept = database.commit(sql -> {
                for (Change<?> change : batch) {
                    change.run(sql);
                }
                return true;
            });
            batch.forEach(change -> change.kept = Optional.of(kept));
        } catch (RuntimeException e) {
            // One spoils the transaction of all. Each tries by itself, and hears what is wrong with its own.
            if (batch.stream().allMatch(change -> change.result.isPresent())) {
                // Only the commit is left to have failed, or its answer was lost; nothing is to be done twice.
                batch.forEach(change -> change.failure = Optional.of(e));
            }
        }
        return taken;
    }
}
