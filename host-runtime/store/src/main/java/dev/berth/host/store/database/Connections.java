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

    /** Makes what was just committed outlive a crash. Called by the thread that writes. */
    void settle() throws SQLException;

    /** Lets somebody read what is committed, on a connection that commits by itself. */
    <T> T read(Sql.Work<T> work) throws SQLException;

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
