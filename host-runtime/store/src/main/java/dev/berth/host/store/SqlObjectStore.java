/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.port.objects.ObjectStore;
import dev.berth.host.port.objects.TypeId;
import dev.berth.host.store.database.Database;
import dev.berth.host.store.database.Sql;
import dev.berth.sdk.value.ExtensionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Objects by (type, organisation, id, version) columns. The row of an object counts its versions; whoever writes one holds it until
 * the commit, so that writers of one object take turns and none is lost.
 */
final class SqlObjectStore implements ObjectStore {
    private static final String NEXT_VERSION = """
            merge into stored_object t
            using (values (cast(? as varchar), cast(? as varchar), cast(? as varchar), cast(? as varchar)))
                s (extension, type, organization, id)
            on t.type = s.type and t.organization = s.organization and t.id = s.id
            when matched then update set version = t.version + 1
            when not matched then insert (extension, type, organization, id, version)
                values (s.extension, s.type, s.organization, s.id, 1)
            """;

    private static final String KEEP = """
            insert into object_version (type, organization, id, version, content, mark, written_at)
            select type, organization, id, version, cast(? as varchar), cast(? as varchar), cast(? as timestamp(6) with time zone)
            from stored_object where type = ? and organization = ? and id = ?
            """;

    private static final String NEWEST = """
            select v.id, v.version, v.written_at, v.content, v.mark from stored_object o
            join object_version v
                on v.type = o.type and v.organization = o.organization and v.id = o.id and v.version = o.version
            where o.type = ? and o.organization = ?
            """;

    private final Database database;

    SqlObjectStore(Database database) {
        this.database = database;
    }

    @Override
    public int append(Draft draft) {
        String type = draft.key().type().toString();
        String organization = draft.key().organization();
        String id = draft.key().id();
        return database.writeTogether(sql -> {
            sql.update(NEXT_VERSION, draft.key().type().owner().value(), type, organization, id);
            int version = sql.insert(
                    KEEP, "version", draft.json(), draft.mark().orElse(null), draft.at(), type, organization, id);
            for (Reference reference : draft.references()) {
                sql.update(
                        "insert into object_reference"
                                + " (target_extension, type, organization, id, version, target_type, target_id)"
                                + " values (?, ?, ?, ?, ?, ?, ?)",
                        reference.type().owner().value(),
                        type,
                        organization,
                        id,
                        version,
                        reference.type().toString(),
                        reference.id());
            }
            return version;
        });
    }

    @Override
    public Optional<Version> newest(Key key) {
        return database
                .read(sql -> sql.list(
                        NEWEST + " and o.id = ?",
                        SqlObjectStore::version,
                        key.type().toString(),
                        key.organization(),
                        key.id()))
                .stream()
                .findFirst();
    }

    @Override
    public List<Version> history(Key key, int after, int limit) {
        return database.read(sql -> sql.list(
                "select id, version, written_at, content, mark from object_version"
                        + " where type = ? and organization = ? and id = ? and version > ?"
                        + " order by version fetch first ? rows only",
                SqlObjectStore::version,
                key.type().toString(),
                key.organization(),
                key.id(),
                after,
                limit));
    }

    @Override
    public List<Version> list(TypeId type, String organization, String after, int limit) {
        return database.read(sql -> sql.list(
                NEWEST + " and o.id > ? order by o.id fetch first ? rows only",
                SqlObjectStore::version,
                type.toString(),
                organization,
                after,
                limit));
    }

    @Override
    public Usage usage(ExtensionId extension) {
        return database.read(sql -> new Usage(
                sql.list(
                                "select count(*) from (select 1 from stored_object where extension = ?"
                                        + " fetch first ? rows only) counted",
                                row -> row.getInt(1),
                                extension.value(),
                                Usage.COUNTED)
                        .get(0),
                sql.list("""
                                select count(*) from (select distinct o.type, o.organization, o.id
                                    from object_reference r
                                    join stored_object o on o.type = r.type and o.organization = r.organization
                                        and o.id = r.id and o.version = r.version
                                    where r.target_extension = ? and o.extension <> ?
                                    fetch first ? rows only) counted
                                """, row -> row.getInt(1), extension.value(), extension.value(), Usage.COUNTED)
                        .get(0)));
    }

    @Override
    public void deleteAll(ExtensionId extension) {
        database.write(sql -> {
            String owned = "(select distinct type from stored_object where extension = ?)";
            sql.update("delete from object_reference where type in " + owned, extension.value());
            sql.update("delete from object_version where type in " + owned, extension.value());
            return sql.update("delete from stored_object where extension = ?", extension.value());
        });
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(
                row.getString("id"),
                row.getInt("version"),
                Sql.instant(row, "written_at"),
                row.getString("content"),
                Optional.ofNullable(row.getString("mark")));
    }
}
