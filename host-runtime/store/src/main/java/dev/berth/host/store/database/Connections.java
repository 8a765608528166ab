/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import dev.berth.sdk.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;

/** The connections of one kind of database: one that writes, a few that read. {@link Database} makes transactions of them. */
sealed interface Connections permits FileConnections, ServerConnections {
    /**
     * Returns the one that writes, fit for use, with nothing begun. Called by one thread at a time.
     *
     * @throws ProblemException if nothing can be written now; then nothing was changed
     */
    Connection writer();

    /** Commits what the one that writes has begun. Called by the thread that writes. */
    void commit() throws SQLException;

    /**
     * Commits what the one that writes has begun, and finds out whether that was kept if the answer is lost. Called by the thread that
     * writes.
     *
     * @throws SQLException if nothing was kept, or nobody answers in time whether it was
     */
    void commitSurely() throws SQLException;

    /** Notes that the one that writes has committed. Called by the thread that writes; returns what to wait for. */
    long committed() throws SQLException;

    /** Waits until a commit, and each one before it, outlives a crash. Called by any thread, and may serve several at once. */
    void settle(long commit) throws SQLException;

    /** Lets somebody read what is committed, on a connection that commits by itself. */
    <T> T read(Sql.Work<T> work) throws SQLException;

    /** Returns the name of the product. */
    String product();

    /** Returns where the database is, without a password. */
    String place();

    /** Says what an error means, and remembers what follows from it. */
    RuntimeException failure(SQLException e);

    /** Closes all of them; nobody writes. A second call does nothing. */
    void close();

    /** Closes one, whatever state it is in. */
    static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // All that counts was written when it was committed.
        }
    }
}
