/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.InstalledExtension.Row;
import dev.berth.host.extension.Scope;
import dev.berth.host.extension.Status;
import dev.berth.host.store.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The rows of extensions, one a scope (LIFE-3). Columns are read as text first, like those of the extensions. */
final class ScopeRows {
    /** One row as it is stored. */
    record Line(
            String extension,
            String level,
            String owner,
            String organization,
            String status,
            OriginColumns origin,
            boolean required,
            Instant since) {
        private Scope scope() {
            Optional<String> whose = organization.isEmpty() ? Optional.empty() : Optional.of(organization);
            return new Scope(Scope.Level.valueOf(level), owner, whose);
        }
    }

    private ScopeRows() {}

    /** Reads all of them, by extension. */
    static Map<String, List<Line>> load(Sql sql) throws SQLException {
        return sql.list("select * from extension_row", ScopeRows::line).stream()
                .collect(Collectors.groupingBy(Line::extension));
    }

    /** Makes rows of lines; one that this host cannot read is an {@link IllegalArgumentException}. */
    static SortedMap<Scope, Row> rows(List<Line> lines) {
        SortedMap<Scope, Row> rows = new TreeMap<>();
        for (Line line : lines) {
            Status status = Status.valueOf(line.status());
            rows.put(line.scope(), new Row(status, line.origin().origin(), line.required(), line.since()));
        }
        return rows;
    }

    /** Replaces the rows of an extension. */
    static void save(Sql sql, InstalledExtension extension) throws SQLException {
        String id = extension.id().value();
        delete(sql, id);
        for (Map.Entry<Scope, Row> one : extension.rows().entrySet()) {
            OriginColumns origin = OriginColumns.of(one.getValue().origin());
            sql.update(
                    """
                    insert into extension_row (extension, owner_level, owner_id, organization, status, origin, origin_name,
                        required, installed_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    id,
                    one.getKey().level().name(),
                    one.getKey().owner(),
                    one.getKey().organization().orElse(""),
                    one.getValue().status().name(),
                    origin.type(),
                    origin.name(),
                    one.getValue().required(),
                    one.getValue().since());
        }
    }

    static int delete(Sql sql, String extension) throws SQLException {
        return sql.update("delete from extension_row where extension = ?", extension);
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getString("extension"),
                row.getString("owner_level"),
                row.getString("owner_id"),
                row.getString("organization"),
                row.getString("status"),
                new OriginColumns(row.getString("origin"), row.getString("origin_name")),
                row.getBoolean("required"),
                Sql.instant(row, "installed_at"));
    }
}
