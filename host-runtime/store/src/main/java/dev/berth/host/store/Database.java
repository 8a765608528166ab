/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.extension.Transactor;
import dev.berth.sdk.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVStoreException;

/**
 * The open database: one connection that writes, a few that read.
 *
 * <p>All connections are made when it is opened. After an error of the disk H2 closes the database under them, and would open it
 * again for a new connection; ours then fail for good, and the next start of the host reads what was committed.
 */
final class Database implements Transactor, AutoCloseable {
    private static final int READERS = 3;

    /** A host that cannot write an audit entry is of no use; it must stop writing while it can still say so. */
    private static final long RESERVE = 4 * 1024 * 1024L;

    private final DatabaseFile file;
    private final Deque<Connection> readers = new ConcurrentLinkedDeque<>();
    private final Semaphore free = new Semaphore(READERS);
    private final ReentrantLock writing = new ReentrantLock();
    private Connection writer;
    private boolean spoiled;
    private volatile State state = State.OPEN;

    /** Whether it can be used. */
    private enum State {
        OPEN,
        /** The disk failed, so nothing is known about the file until it is opened again. */
        FAILED,
        CLOSED
    }

    private Database(DatabaseFile file, Connection first) {
        this.file = file;
        this.writer = first;
    }

    /**
     * Opens the database, or makes it.
     *
     * @throws ProblemException {@code store-corrupt}, {@code store-newer}, {@code disk-full}, {@code home-unwritable}; then the file
     *     is as it was
     */
    static Database open(DatabaseFile file) {
        Database database = new Database(file, file.open());
        boolean opened = false;
        try {
            database.connect();
            opened = true;
            return database;
        } finally {
            if (!opened) {
                database.disconnect();
            }
        }
    }

    @Override
    public <T> T within(Supplier<T> work) {
        return write(sql -> work.get());
    }

    /** Changes something: in the transaction of this thread, else in one of its own. */
    <T> T write(Sql.Work<T> work) {
        if (writing.isHeldByCurrentThread()) {
            return join(work);
        }
        // Not interruptible: a deadline must not leave a transaction half done.
        writing.lock();
        try {
            requireOpen();
            if (file.folder().toFile().getUsableSpace() < RESERVE) {
                throw StoreProblems.diskFull(file.folder(), "Nothing was changed.");
            }
            T result = work.with(new Sql(writer));
            if (spoiled) {
                throw new IllegalStateException("A nested transaction failed, so the outer one cannot be kept");
            }
            writer.commit();
            file.flush(writer);
            if (file.isOvergrown()) {
                shrink();
            }
            return result;
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            spoiled = false;
            undoWhatIsLeft();
            writing.unlock();
        }
    }

    /** Reads: what the transaction of this thread has written so far, else what is committed. */
    <T> T read(Sql.Work<T> work) {
        if (writing.isHeldByCurrentThread()) {
            return join(work);
        }
        free.acquireUninterruptibly();
        try {
            requireOpen();
            Connection connection = readers.pop();
            try {
                return work.with(new Sql(connection));
            } finally {
                readers.push(connection);
            }
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            free.release();
        }
    }

    /** Closes it; waits for the transaction that runs. A second call does nothing. */
    @Override
    public void close() {
        writing.lock();
        free.acquireUninterruptibly(READERS);
        try {
            if (state != State.CLOSED) {
                boolean whole = state == State.OPEN;
                state = State.CLOSED;
                disconnect();
                if (whole) {
                    file.seal();
                }
            }
        } finally {
            free.release(READERS);
            writing.unlock();
        }
    }

    private <T> T join(Sql.Work<T> work) {
        boolean done = false;
        try {
            T result = work.with(new Sql(writer));
            done = true;
            return result;
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            spoiled |= !done;
        }
    }

    /** What was committed is kept whatever happens here. */
    private void shrink() {
        free.acquireUninterruptibly(READERS);
        try {
            disconnect();
            file.shrink();
            writer = file.connect();
            connect();
        } catch (ProblemException e) {
            state = State.FAILED;
        } finally {
            free.release(READERS);
        }
    }

    private void connect() {
        try {
            writer.setAutoCommit(false);
        } catch (SQLException e) {
            throw failure(e);
        }
        for (int i = 0; i < READERS; i++) {
            readers.push(file.connect());
        }
    }

    private void disconnect() {
        readers.forEach(DatabaseFile::closeQuietly);
        readers.clear();
        DatabaseFile.closeQuietly(writer);
    }

    /** After a commit there is nothing to undo; after anything else there may be. */
    private void undoWhatIsLeft() {
        try {
            if (state == State.OPEN) {
                writer.rollback();
            }
        } catch (SQLException e) {
            // The connection is dead, and with it all that was not committed.
        }
    }

    private void requireOpen() {
        switch (state) {
            case OPEN -> {}
            case FAILED -> throw StoreProblems.unavailable(file.path(), "Nothing was changed.");
            case CLOSED -> throw new IllegalStateException("The store is closed");
        }
    }

    private RuntimeException failure(SQLException e) {
        String undone = "The change is whole or absent after the next start of the host.";
        boolean full = StoreProblems.isDiskFull(e, file.folder());
        if (full || e instanceof SQLNonTransientConnectionException || e.getCause() instanceof MVStoreException) {
            state = State.FAILED;
            return full
                    ? StoreProblems.diskFull(file.folder(), undone)
                    : StoreProblems.unavailable(file.path(), undone);
        }
        return new IllegalStateException("The database refused a statement: " + e.getMessage(), e);
    }
}
