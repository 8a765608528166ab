/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import dev.berth.host.store.disk.DiskProblems;
import dev.berth.sdk.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.mvstore.MVStoreException;

/**
 * The connections of a database in a file.
 *
 * <p>All of them are made when it is opened. After an error of the disk H2 closes the database under them, and would open it again
 * for a new connection; ours then fail for good, and the next start of the host reads what was committed.
 */
final class FileConnections implements Connections {
    private static final int READERS = 3;

    /** A host that cannot write an audit entry is of no use; it must stop writing while it can still say so. */
    private static final long RESERVE = 4 * 1024 * 1024L;

    private final DatabaseFile file;
    private final Deque<Connection> readers = new ConcurrentLinkedDeque<>();
    private final Semaphore free = new Semaphore(READERS);
    private final OneForAll flushes = new OneForAll();
    private final AtomicLong commits = new AtomicLong();
    private Connection writer;
    private Connection flusher;
    private volatile State state = State.OPEN;

    /** Whether they can be used. */
    private enum State {
        OPEN,
        /** The disk failed, so nothing is known about the file until it is opened again. */
        FAILED,
        CLOSED
    }

    private FileConnections(DatabaseFile file, Connection first) {
        this.file = file;
        this.writer = first;
        this.flusher = first;
    }

    static FileConnections open(DatabaseFile file) {
        FileConnections connections = new FileConnections(file, file.open());
        boolean opened = false;
        try {
            connections.connect();
            opened = true;
            return connections;
        } finally {
            if (!opened) {
                connections.disconnect();
            }
        }
    }

    @Override
    public Connection writer() {
        requireOpen();
        if (file.folder().toFile().getUsableSpace() < RESERVE) {
            throw DiskProblems.diskFull(file.folder(), "Nothing was changed.");
        }
        return writer;
    }

    @Override
    public void commit() throws SQLException {
        writer.commit();
    }

    /** There is no way on which an answer could be lost. */
    @Override
    public void commitSurely() throws SQLException {
        commit();
    }

    @Override
    public long committed() throws SQLException {
        long commit = commits.incrementAndGet();
        if (file.isOvergrown()) {
            flushes.alone(() -> {
                long all = flush();
                shrink();
                return all;
            });
        }
        return commit;
    }

    /**
     * Others write meanwhile, and wait here together. After an error nobody can be asked what was kept: what the system still reads
     * may not be what the disk has. So all of them fail for good, and nobody is shown the one state or the other.
     */
    @Override
    public void settle(long commit) throws SQLException {
        flushes.await(commit, this::flush);
    }

    private long flush() throws SQLException {
        requireOpen();
        long all = commits.get();
        file.flush(flusher);
        return all;
    }

    @Override
    public <T> T read(Sql.Work<T> work) throws SQLException {
        free.acquireUninterruptibly();
        try {
            requireOpen();
            Connection connection = readers.pop();
            try {
                return work.with(new Sql(connection));
            } finally {
                readers.push(connection);
            }
        } finally {
            free.release();
        }
    }

    @Override
    public String product() {
        return "H2";
    }

    @Override
    public String place() {
        return file.path().toString();
    }

    @Override
    public RuntimeException failure(SQLException e) {
        String undone = "The change is whole or absent after the next start of the host.";
        boolean full = DiskProblems.isDiskFull(e, file.folder());
        if (full || e instanceof SQLNonTransientConnectionException || e.getCause() instanceof MVStoreException) {
            state = State.FAILED;
            return full ? DiskProblems.diskFull(file.folder(), undone) : FileProblems.unavailable(file.path(), undone);
        }
        return new IllegalStateException("The database refused a statement: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            flushes.alone(this::shut);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private long shut() {
        free.acquireUninterruptibly(READERS);
        try {
            boolean whole = state == State.OPEN;
            if (state != State.CLOSED) {
                state = State.CLOSED;
                disconnect();
            }
            if (whole) {
                file.seal();
            }
            // Closing writes all of it: who still waits has not waited in vain.
            return whole ? commits.get() : 0;
        } finally {
            free.release(READERS);
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
        flusher = file.connect();
        for (int i = 0; i < READERS; i++) {
            readers.push(file.connect());
        }
    }

    private void disconnect() {
        readers.forEach(Connections::closeQuietly);
        readers.clear();
        Connections.closeQuietly(flusher);
        Connections.closeQuietly(writer);
    }

    private void requireOpen() {
        switch (state) {
            case OPEN -> {}
            case FAILED -> throw FileProblems.unavailable(file.path(), "Nothing was changed.");
            case CLOSED -> throw new IllegalStateException("The store is closed");
        }
    }
}
