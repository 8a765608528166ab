/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import dev.berth.host.store.disk.Disk;
import dev.berth.host.store.disk.DiskProblems;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.MVStoreTool;

/**
 * The file of an embedded database, and how to get at it without losing what is in it.
 *
 * <p>What H2 2.5 gives and what it does not; tests of this package show each:
 *
 * <ul>
 *   <li>A commit returns before the disk has it, whatever {@code WRITE_DELAY} is. So commits stay in memory, and {@link
 *       FileConnections} flushes for all callers that wait. {@code CHECKPOINT SYNC} does not wait for what another thread has handed to
 *       H2's own threads, because much was unsaved, and they have not written yet; so the three steps are taken one by one.
 *   <li>A commit may write over chunks that nothing needs any more but that the list of chunks of the commit before still names.
 *       A kill in that moment makes H2 take the commit before for damaged and go back further, which loses commits that had
 *       returned. {@code RETENTION_TIME} makes that rare. {@code REUSE_SPACE=FALSE} only appends, so it cannot happen; the file is
 *       then written anew when it has grown.
 *   <li>Its default file access loses the database when a thread is interrupted while it writes, and ours are interrupted (the
 *       deadlines of hooks). {@code async:} is not affected.
 *   <li>It opens an empty or cut file as an empty database and says nothing. So a new file is made under another name and gets its
 *       name when it is complete; a file that has the name and holds nothing is damaged. See {@link Seal} for lesser damage.
 * </ul>
 */
final class DatabaseFile {
    private static final int PAGES = 1024;

    private static final String SETTINGS =
            ";WRITE_DELAY=1000000000;AUTO_COMPACT_FILL_RATE=0;REUSE_SPACE=FALSE;MAX_COMPACT_TIME=0"
                    // The host closes it in its own order; no hook of the JVM, no file of messages beside it.
                    + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0"
                    // More than all statements there are: by default the ninth is parsed again whenever it comes.
                    + ";QUERY_CACHE_SIZE=256"
                    // A statement would keep the rows that it found last, be it a whole table.
                    + ";OPTIMIZE_REUSE_RESULTS=0"
                    // In KB. By default pages of the file fill a sixteenth of the heap: the host reads most rows once,
                    // at its start.
                    + ";CACHE_SIZE=" + PAGES;

    private final Path folder;
    private final Schema schema;
    private final Seal seal;
    private final long smallest;
    private long limit;

    /**
     * Names a file.
     *
     * @param smallest in bytes; a file of this size or less is not worth writing anew
     */
    DatabaseFile(Path folder, Schema schema, long smallest) {
        this.folder = folder;
        this.schema = schema;
        this.smallest = smallest;
        this.limit = smallest;
        this.seal = new Seal(path());
    }

    /** The folder it lies in. */
    Path folder() {
        return folder;
    }

    /** The file itself. */
    Path path() {
        return folder.resolve("berth.mv.db");
    }

    /**
     * Makes sure that the file is there, whole, and in the form that this host knows.
     *
     * @return the first connection; the database stays open until the last one is closed
     */
    Connection open() {
        try {
            clean();
            if (Files.exists(path())) {
                look();
            } else if (seal.isOn()) {
                throw FileProblems.corrupt(path(), "the file is gone, and what the host put beside it is not");
            } else {
                migrate();
            }
            seal.remove();
            Connection connection = connect();
            limit = Math.max(smallest, 2 * unreplaced(connection));
            switch (fit(connection)) {
                case Schema.Fit.Current current -> {
                    return connection;
                }
                case Schema.Fit.Newer newer -> {
                    Connections.closeQuietly(connection);
                    seal();
                    throw FileProblems.newer(path(), newer.version(), Integer.toString(schema.newest()));
                }
                case Schema.Fit.Outdated outdated -> {
                    Connections.closeQuietly(connection);
                    Files.copy(path(), unfinished());
                    migrate();
                    return connect();
                }
            }
        } catch (IOException e) {
            throw DiskProblems.isDiskFull(e, folder)
                    ? DiskProblems.diskFull(folder, "The host did not start.")
                    : DiskProblems.homeUnwritable(folder, "the disk answered \"" + e.getMessage() + "\"");
        }
    }

    /** Returns another connection. */
    Connection connect() {
        try {
            return source("berth").getConnection();
        } catch (SQLException e) {
            throw opening(e);
        }
    }

    /** Waits until all that was committed is on the disk. */
    void flush(Connection connection) throws SQLException {
        try {
            MVStore store = store(connection);
            store.commit();
            store.executeFilestoreOperation(() -> {});
            store.sync();
        } catch (MVStoreException e) {
            throw new SQLException(e);
        }
    }

    /** Tells whether the file has grown so much that most of it is what later commits replaced. */
    boolean isOvergrown() {
        return path().toFile().length() > limit;
    }

    /** Writes the file anew, without what was replaced; no connection is open. A crash leaves the old one or the new one. */
    void shrink() {
        try {
            Files.copy(path(), unfinished(), StandardCopyOption.REPLACE_EXISTING);
            MVStoreTool.compact("async:" + unfinished(), false);
            replace();
            limit = Math.max(smallest, 2 * Files.size(path()));
        } catch (IOException | MVStoreException e) {
            // No room for a second one, most likely. The old one is as good; try again when there is more to gain.
            limit = 2 * path().toFile().length();
        }
    }

    /** Says that the file is closed and complete, after the last connection was closed. */
    void seal() {
        try {
            seal.put();
        } catch (IOException e) {
            // Then the next start takes the file for one that a crash left behind, and H2 looks after it.
        }
    }

    /** Looks into a file that nobody vouches for, without writing: H2 would make an empty database of one that has lost everything. */
    private void look() throws IOException {
        if (Files.size(path()) == 0) {
            throw FileProblems.corrupt(path(), "the file is empty");
        }
        switch (seal.state()) {
            case WHOLE -> {}
            case BROKEN -> throw FileProblems.corrupt(path(), "it is not the file that the host closed");
            case NONE -> requireTables();
        }
    }

    private void requireTables() {
        try (MVStore store =
                new MVStore.Builder().fileName(path().toString()).readOnly().open()) {
            if (store.getMapNames().isEmpty()) {
                throw FileProblems.corrupt(path(), "there is no table in it");
            }
        } catch (MVStoreException e) {
            throw FileProblems.corrupt(path(), "its structure cannot be followed");
        }
    }

    /** About how many bytes of the file nothing has replaced. */
    private long unreplaced(Connection connection) throws IOException {
        try {
            return Files.size(path()) * store(connection).getFileStore().getChunksFillRate() / 100;
        } catch (SQLException e) {
            Connections.closeQuietly(connection);
            throw opening(e);
        }
    }

    private static MVStore store(Connection connection) throws SQLException {
        if (connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session) {
            return session.getDatabase().getStore().getMvStore();
        }
        throw new SQLNonTransientConnectionException("The connection is closed");
    }

    private Schema.Fit fit(Connection connection) {
        try {
            return schema.fit(new Sql(connection));
        } catch (SQLException e) {
            Connections.closeQuietly(connection);
            throw opening(e);
        }
    }

    /** Works on a file of another name, so that a crash leaves the old one or the new one. */
    private void migrate() throws IOException {
        JdbcDataSource source = source("unfinished");
        // Held open, so that the steps below work on one opened database.
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            schema.migrate(source);
            statement.execute("shutdown compact");
        } catch (SQLException e) {
            throw opening(e);
        } catch (FlywayException e) {
            throw DiskProblems.isDiskFull(e, folder)
                    ? DiskProblems.diskFull(folder, "The host did not start.")
                    : FileProblems.corrupt(path(), "its tables are not those that its schema history tells of");
        }
        replace();
    }

    /** Removes what a crash left of one of the steps below. */
    private void clean() throws IOException {
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, "unfinished*")) {
            for (Path leftover : leftovers) {
                Files.delete(leftover);
            }
        }
    }

    private void replace() throws IOException {
        Disk.sync(unfinished());
        seal.remove();
        Files.move(unfinished(), path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Disk.sync(folder);
    }

    private ProblemException opening(SQLException e) {
        return DiskProblems.isDiskFull(e, folder)
                ? DiskProblems.diskFull(folder, "The host did not start.")
                : FileProblems.corrupt(path(), "the database engine refuses it (" + e.getErrorCode() + ")");
    }

    private Path unfinished() {
        return folder.resolve("unfinished.mv.db");
    }

    private JdbcDataSource source(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:async:" + folder.resolve(name) + SETTINGS);
        source.setUser("berth");
        source.setPassword("");
        return source;
    }
}
