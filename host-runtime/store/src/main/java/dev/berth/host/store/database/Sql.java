/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statements with their arguments, on one connection. */
public record Sql(Connection connection) {
    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Does something with a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Sql sql) throws SQLException;
    }

    public int update(String statement, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            bind(prepared, arguments);
            return prepared.executeUpdate();
        }
    }

    /** Adds a row and returns a number that the statement gives it, in one turn of the connection. */
    public int insert(String statement, String column, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement, new String[] {column})) {
            bind(prepared, arguments);
            prepared.executeUpdate();
            try (ResultSet keys = prepared.getGeneratedKeys()) {
                keys.next();
                return keys.getInt(1);
            }
        }
    }

    public <T> List<T> list(String query, Row<T> row, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(query)) {
            bind(prepared, arguments);
            List<T> all = new ArrayList<>();
            try (ResultSet rows = prepared.executeQuery()) {
                while (rows.next()) {
                    all.add(row.read(rows));
                }
            }
            return all;
        }
    }

    /** Returns an instant of a row. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Returns an instant of a row that may have none. */
    public static Optional<Instant> optionalInstant(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }

    private static void bind(PreparedStatement prepared, @Nullable Object[] arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            Object argument = arguments[i];
            // The columns keep microseconds, which is what both databases can; rounding up would put an entry into the
            // future.
            prepared.setObject(
                    i + 1,
                    argument instanceof Instant at
                            ? at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC)
                            : argument);
        }
    }
}
