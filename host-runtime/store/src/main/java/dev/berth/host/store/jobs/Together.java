/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.jobs;

import dev.berth.host.store.database.Database;
import dev.berth.host.store.database.Sql;
import dev.berth.sdk.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets what several threads want to write be one transaction: whoever's turn it is takes along what waits, and each returns when
 * its own is on the disk. A commit costs more than all statements of a job.
 */
final class Together {
    private static final int MOST = 256;

    private final Database database;
    private final Queue<Change> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();

    Together(Database database) {
        this.database = database;
    }

    /** What one thread writes; the fields are the turn's. */
    private static final class Change {
        private final Sql.Work<?> work;
        private boolean tried;
        private boolean kept;

        Change(Sql.Work<?> work) {
            this.work = work;
        }
    }

    /** Writes: in the transaction of this thread, else in one with others. */
    void write(Sql.Work<?> work) {
        if (database.isWithin()) {
            database.write(work);
            return;
        }
        Change change = new Change(work);
        waiting.add(change);
        turn.lock();
        try {
            while (!change.tried) {
                writeWaiting();
            }
        } finally {
            turn.unlock();
        }
        if (!change.kept) {
            database.write(work);
        }
    }

    private void writeWaiting() {
        List<Change> batch = new ArrayList<>();
        for (Change next = waiting.poll(); next != null; next = batch.size() < MOST ? waiting.poll() : null) {
            batch.add(next);
        }
        batch.forEach(change -> change.tried = true);
        try {
            database.write(sql -> {
                for (Change change : batch) {
                    change.work.with(sql);
                }
                return true;
            });
            batch.forEach(change -> change.kept = true);
        } catch (ProblemException | IllegalStateException e) {
            // One spoils the transaction of all. Each tries by itself, and hears what is wrong with its own.
        }
    }
}
