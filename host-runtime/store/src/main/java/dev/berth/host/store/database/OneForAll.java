/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import java.sql.SQLException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Threads that wait for the same work: one does it for all who came before it began, and they return together, without another
 * turn. Places are numbers that grow; work that is done for one is done for all lower ones.
 */
final class OneForAll {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition over = lock.newCondition();
    private boolean busy;
    private long done;

    /** What one of them does; returns up to which place it is done. */
    @FunctionalInterface
    interface Work {
        long run() throws SQLException;
    }

    /** Returns when the work is done for a place, by this thread or another one; throws what it meets itself. Not interruptible. */
    void await(long place, Work work) throws SQLException {
        while (begin(place)) {
            turn(work);
        }
    }

    /** Does the work while nobody else does, needed or not. */
    void alone(Work work) throws SQLException {
        begin(Long.MAX_VALUE);
        turn(work);
    }

    private void turn(Work work) throws SQLException {
        long reached = 0;
        try {
            reached = work.run();
        } finally {
            end(reached);
        }
    }

    private boolean begin(long place) {
        lock.lock();
        try {
            while (busy && done < place) {
                over.awaitUninterruptibly();
            }
            boolean needed = done < place;
            busy |= needed;
            return needed;
        } finally {
            lock.unlock();
        }
    }

    private void end(long reached) {
        lock.lock();
        try {
            busy = false;
            done = Math.max(done, reached);
            over.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
