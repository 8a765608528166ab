/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import dev.berth.host.DatabaseAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database of a PostgreSQL server, and how one host at a time gets at it.
 *
 * <p>The connection that writes holds an advisory lock of the server. Whoever has lost the lock has lost that connection with it, so
 * that no host can write beside another one, however the first was cut off.
 */
final class DatabaseServer {
    /** "BRTH": what other programs that use the database are unlikely to lock. */
    private static final int LOCK = 0x42525448;

    /** The number of a process may be that of another one later; so it counts with its start. */
    private static final String SESSION = "pid || ' since ' || extract(epoch from backend_start)";

    private static final int CONNECT_SECONDS = 5;

    /** A connection of a server that was told to end it, and that does not, will not. */
    private static final long END_MILLIS = 5000;

    /** Statements of the host take milliseconds; a server that says nothing for so long is gone. */
    private static final int ANSWER_SECONDS = 30;

    /** But a migration takes as long as it takes. */
    private static final int FOREVER = 0;

    private final DatabaseAddress address;
    private final Schema schema;

    DatabaseServer(DatabaseAddress address, Schema schema) {
        this.address = address;
        this.schema = schema;
    }

    /** Returns where it is. */
    DatabaseAddress address() {
        return address;
    }

    /**
     * A connection that writes.
     *
     * @param session what no other connection is called by the server, ever
     */
    record Writer(Connection connection, String session) {}

    /** Makes sure that the tables are there, in the form that this host knows. Returns the connection that writes. */
    Writer open() {
        try {
            return locked(connection -> {}, connection -> {
                if (fit(connection) instanceof Schema.Fit.Outdated) {
                    migrate();
                }
            });
        } catch (SQLException e) {
            throw ServerProblems.unavailable(address, e, "The host did not start.");
        }
    }

    /**
     * Returns another connection that writes, after the one before was lost. The server may not have noticed that, for hours if the
     * network only fell silent: so it is told to end that one first, which holds the lock and what it has begun.
     */
    Writer reopen(Writer former) throws SQLException {
        return locked(
                connection -> new Sql(connection)
                        .list(
                                "select pg_terminate_backend(pid, ?) from pg_stat_activity where " + SESSION + " = ?",
                                row -> row.getBoolean(1),
                                END_MILLIS,
                                former.session()),
                connection -> {});
    }

    /** Returns where connections to read with come from. */
    DataSource source() {
        return source(ANSWER_SECONDS);
    }

    /** What is done before the lock is taken, or under it before the schema is judged. */
    @FunctionalInterface
    private interface Preparation {
        void prepare(Connection connection) throws SQLException;
    }

    /** Locks first: two hosts that start at once must not both bring the tables up. */
    private Writer locked(Preparation before, Preparation under) throws SQLException {
        Connection connection = source(ANSWER_SECONDS).getConnection();
        boolean fit = false;
        try {
            before.prepare(connection);
            lock(connection);
            under.prepare(connection);
            requireCurrent(connection);
            String session = new Sql(connection)
                    .list(
                            "select " + SESSION + " from pg_stat_activity where pid = pg_backend_pid()",
                            row -> row.getString(1))
                    .getFirst();
            connection.setAutoCommit(false);
            fit = true;
            return new Writer(connection, session);
        } finally {
            if (!fit) {
                Connections.closeQuietly(connection);
            }
        }
    }

    private void lock(Connection connection) throws SQLException {
        Sql sql = new Sql(connection);
        int schemaKey = String.valueOf(connection.getSchema()).hashCode();
        List<Boolean> locked = sql.list("select pg_try_advisory_lock(?, ?)", row -> row.getBoolean(1), LOCK, schemaKey);
        if (!locked.equals(List.of(true))) {
            throw ServerProblems.inUse(address, holder(sql, schemaKey));
        }
    }

    /** Returns what the holder of the lock calls itself. */
    private static String holder(Sql sql, int schemaKey) throws SQLException {
        return sql
                .list(
                        """
                        select a.application_name, coalesce(host(a.client_addr), 'the server itself')
                        from pg_locks l join pg_stat_activity a on a.pid = l.pid
                        where l.locktype = 'advisory' and l.granted and l.objsubid = 2
                            and l.classid = cast(? as bigint) and l.objid = cast(? as bigint)
                            and l.database = (select oid from pg_database where datname = current_database())
                        """,
                        row -> "\"" + row.getString(1) + "\" at " + row.getString(2),
                        (long) LOCK,
                        Integer.toUnsignedLong(schemaKey))
                .stream()
                .findFirst()
                .orElse("another program");
    }

    /** A database without a history of its schema is a new one, or one of somebody else; Flyway tells which. */
    private Schema.Fit fit(Connection connection) throws SQLException {
        Sql sql = new Sql(connection);
        boolean known = sql.list(
                        "select to_regclass('\"flyway_schema_history\"') is not null", row -> row.getBoolean(1))
                .equals(List.of(true));
        return known ? schema.fit(sql) : new Schema.Fit.Outdated();
    }

    private void requireCurrent(Connection connection) throws SQLException {
        switch (fit(connection)) {
            case Schema.Fit.Current current -> {}
            case Schema.Fit.Newer newer ->
                throw ServerProblems.newer(address, newer.version(), Integer.toString(schema.newest()));
            case Schema.Fit.Outdated outdated ->
                throw ServerProblems.corrupt(address, "its tables are not those that its schema history tells of");
        }
    }

    private void migrate() {
        try {
            schema.migrate(source(FOREVER));
        } catch (FlywayException e) {
            throw ServerProblems.notMigrated(address, e);
        }
    }

    /** What the operator says in the address counts; the driver would let what is set before the address count. */
    private PGSimpleDataSource source(int answerSeconds) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(address.jdbcUrl());
        source.setSocketFactory(SteadySockets.class.getName());
        if (!says("ApplicationName")) {
            source.setApplicationName(
                    "berth, process " + ProcessHandle.current().pid());
        }
        if (!says("connectTimeout")) {
            source.setConnectTimeout(CONNECT_SECONDS);
        }
        if (!says("socketTimeout") || answerSeconds == FOREVER) {
            source.setSocketTimeout(answerSeconds);
        }
        if (!says("tcpKeepAlive")) {
            source.setTcpKeepAlive(true);
        }
        address.user().ifPresent(source::setUser);
        address.password().ifPresent(source::setPassword);
        return source;
    }

    private boolean says(String option) {
        return address.options().stream().anyMatch(said -> said.startsWith(option + "="));
    }
}
