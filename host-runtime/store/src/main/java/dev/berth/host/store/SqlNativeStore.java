/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.extension.Scope;
import dev.berth.host.kind.NativeRow;
import dev.berth.host.kind.NativeStore;
import dev.berth.host.store.database.Database;
import dev.berth.manifest.Kind;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.value.ExtensionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is held of kinds, by (extension, scope, package, part, name) columns (LIFE-94). */
final class SqlNativeStore implements NativeStore {
    private static final Logger LOG = LoggerFactory.getLogger(SqlNativeStore.class);

    private final Database database;

    SqlNativeStore(Database database) {
        this.database = database;
    }

    @Override
    public List<NativeRow> load() {
        List<One> read = database.read(sql -> sql.list("select * from native_row", SqlNativeStore::one));
        // What is missing of a package is made of it again, if all of it is.
        Set<String> broken = read.stream()
                .filter(one -> one.row().isEmpty())
                .map(One::content)
                .collect(Collectors.toSet());
        return read.stream()
                .filter(one -> !broken.contains(one.content()))
                .flatMap(one -> one.row().stream())
                .toList();
    }

    /** What came of one row, and of which content it is. */
    private record One(String content, Optional<NativeRow> row) {}

    private static One one(ResultSet row) throws SQLException {
        String content = row.getString("extension") + " " + row.getString("package_digest");
        try {
            NativeRow read = row(row);
            StrictJson.parse(read.content());
            return new One(content, Optional.of(read));
        } catch (IllegalArgumentException e) {
            LOG.warn("A row of what the host holds of {} cannot be read: {}", content, e.getMessage());
            return new One(content, Optional.empty());
        }
    }

    @Override
    public void save(NativeRow row) {
        delete(row);
        database.write(sql -> sql.update(
                """
                insert into native_row (extension, kind, owner_level, owner_id, organization, package_digest, part, name,
                    content, archived)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                row.extension().value(),
                row.kind().name(),
                row.scope().level().name(),
                row.scope().owner(),
                row.scope().organization().orElse(""),
                row.packageDigest(),
                row.part().name(),
                row.name(),
                row.content(),
                row.archived()));
    }

    @Override
    public void delete(NativeRow row) {
        database.write(sql -> sql.update(
                """
                delete from native_row
                where extension = ? and owner_level = ? and owner_id = ? and organization = ? and package_digest = ?
                    and part = ? and name = ?
                """,
                row.extension().value(),
                row.scope().level().name(),
                row.scope().owner(),
                row.scope().organization().orElse(""),
                row.packageDigest(),
                row.part().name(),
                row.name()));
    }

    private static NativeRow row(ResultSet row) throws SQLException {
        String organization = row.getString("organization");
        Scope scope = new Scope(
                Scope.Level.valueOf(row.getString("owner_level")),
                row.getString("owner_id"),
                organization.isEmpty() ? Optional.empty() : Optional.of(organization));
        return new NativeRow(
                ExtensionId.of(row.getString("extension")),
                Kind.valueOf(row.getString("kind")),
                scope,
                row.getString("package_digest"),
                NativeRow.Part.valueOf(row.getString("part")),
                row.getString("name"),
                row.getString("content"),
                row.getBoolean("archived"));
    }
}
