/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.berth.sdk.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The connections of a database on a server: one of their own that writes and holds the host's lock, and a pool that reads. When the
 * server goes away, calls fail; when it is back, the next call connects again.
 */
final class ServerConnections implements Connections {
    private static final int READERS = 8;
    private static final long WAIT_MILLIS = 3000;
    private static final int VALID_SECONDS = 5;

    /** A connection that was used a moment ago is not asked whether it still is one. */
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** A server that is gone says so at once; it must not be asked without a pause. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final DatabaseServer server;
    private final Duration patience;
    private final HikariDataSource pool;
    private DatabaseServer.Writer writer;
    private long used = System.nanoTime();
    private volatile boolean suspect;
    private volatile boolean closed;

    private ServerConnections(
            DatabaseServer server, Duration patience, DatabaseServer.Writer writer, HikariDataSource pool) {
        this.server = server;
        this.patience = patience;
        this.writer = writer;
        this.pool = pool;
    }

    static ServerConnections open(DatabaseServer server, Duration patience) {
        DatabaseServer.Writer writer = server.open();
        boolean opened = false;
        try {
            ServerConnections connections =
                    new ServerConnections(server, patience, writer, new HikariDataSource(readers(server)));
            opened = true;
            return connections;
        } finally {
            if (!opened) {
                Connections.closeQuietly(writer.connection());
            }
        }
    }

    private static HikariConfig readers(DatabaseServer server) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("berth-readers");
        config.setThreadFactory(SteadySockets.threads());
        config.setDataSource(server.source());
        config.setMaximumPoolSize(READERS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_MILLIS);
        // The connection that writes has shown that the server is there; after a loss the pool tries again by itself.
        config.setInitializationFailTimeout(-1);
        return config;
    }

    @Override
    public Connection writer() {
        requireOpen();
        try {
            if (suspect || System.nanoTime() - used > FRESH_NANOS) {
                if (!writer.connection().isValid(VALID_SECONDS)) {
                    Connections.closeQuietly(writer.connection());
                    writer = server.reopen(writer);
                }
                suspect = false;
            }
            used = System.nanoTime();
            return writer.connection();
        } catch (SQLException e) {
            throw ServerProblems.unavailable(server.address(), e, "Nothing was changed.");
        }
    }

    @Override
    public void commit() throws SQLException {
        writer.connection().commit();
    }

    /** To know the number of the transaction costs a turn of the connection. */
    @Override
    public void commitSurely() throws SQLException {
        Optional<String> written = new Sql(writer.connection())
                .list("select pg_current_xact_id_if_assigned()", row -> Optional.ofNullable(row.getString(1)))
                .getFirst();
        try {
            commit();
        } catch (SQLException e) {
            if (!ServerProblems.isOutage(e) || !wasKept(written)) {
                throw e;
            }
        }
    }

    /** Asks until the server answers, which it may do only when it has started again. Not interruptible, as a commit is not. */
    private boolean wasKept(Optional<String> transaction) {
        long since = System.nanoTime();
        boolean interrupted = false;
        Optional<Boolean> kept = ask(transaction);
        while (kept.isEmpty() && System.nanoTime() - since < patience.toNanos()) {
            interrupted |= Thread.interrupted();
            LockSupport.parkNanos(PAUSE_NANOS);
            kept = ask(transaction);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return kept.orElse(false);
    }

    /** On the next connection that writes: it gets the lock when the server is done with the one before, so what it answers is the last word. */
    private Optional<Boolean> ask(Optional<String> transaction) {
        Connections.closeQuietly(writer.connection());
        try {
            writer = server.reopen(writer);
            return Optional.of(transaction.isEmpty() || isCommitted(transaction.get()));
        } catch (SQLException e) {
            return ServerProblems.isOutage(e) ? Optional.empty() : Optional.of(false);
        } catch (ProblemException e) {
            // The one before, or another host, still has the lock.
            return Optional.empty();
        }
    }

    private boolean isCommitted(String transaction) throws SQLException {
        return new Sql(writer.connection())
                .list("select pg_xact_status(cast(? as xid8))", row -> String.valueOf(row.getString(1)), transaction)
                .contains("committed");
    }

    /** The server has it on its disk before a commit returns. */
    @Override
    public long committed() {
        return 0;
    }

    @Override
    public void settle(long commit) {}

    @Override
    public <T> T read(Sql.Work<T> work) throws SQLException {
        requireOpen();
        try (Connection connection = reader()) {
            return work.with(new Sql(connection));
        }
    }

    /** The pool gives up when the thread that waits is interrupted; a deadline is no reason to see nothing. */
    private Connection reader() throws SQLException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return pool.getConnection();
                } catch (SQLException e) {
                    if (!(e.getCause() instanceof InterruptedException)) {
                        throw e;
                    }
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public String product() {
        return "PostgreSQL";
    }

    @Override
    public String place() {
        return server.address().toString();
    }

    @Override
    public RuntimeException failure(SQLException e) {
        if (ServerProblems.isOutage(e)) {
            suspect = true;
            return ServerProblems.unavailable(
                    server.address(),
                    e,
                    "A change that was under way is made as a whole or not at all; if it was made, the host shows it after its next start at the latest.");
        }
        return new IllegalStateException("The database refused a statement: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            pool.close();
            unlock();
            Connections.closeQuietly(writer.connection());
        }
    }

    /** The server notices the end of a connection in its own time; the next host must not have to wait for that. */
    private void unlock() {
        try {
            new Sql(writer.connection()).list("select pg_advisory_unlock_all()", row -> true);
        } catch (SQLException e) {
            // Without a connection there is no lock.
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The store is closed");
        }
    }
}
