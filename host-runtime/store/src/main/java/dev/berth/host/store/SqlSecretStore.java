/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.port.secrets.Sealed;
import dev.berth.host.port.secrets.SecretName;
import dev.berth.host.port.secrets.SecretStore;
import dev.berth.host.store.database.Database;
import dev.berth.host.store.database.Sql;
import dev.berth.sdk.value.ExtensionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Encrypted secrets by (extension, organisation, key) columns (PORT-64); nothing here can decrypt them. */
final class SqlSecretStore implements SecretStore {
    private static final String ROWS =
            "select extension, organization, name, key_id, nonce, ciphertext, written_at from secret ";

    private final Database database;

    SqlSecretStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Row> get(SecretName name) {
        return database
                .read(sql -> sql.list(
                        ROWS + "where extension = ? and organization = ? and name = ?",
                        SqlSecretStore::row,
                        name.extension().value(),
                        name.organization(),
                        name.key()))
                .stream()
                .findFirst();
    }

    @Override
    public void put(Row row) {
        database.write(sql -> sql.update(
                """
                merge into secret t
                using (values (cast(? as varchar), cast(? as varchar), cast(? as varchar), cast(? as varchar),
                        cast(? as varchar), cast(? as varchar), cast(? as timestamp(6) with time zone)))
                    s (extension, organization, name, key_id, nonce, ciphertext, written_at)
                on t.extension = s.extension and t.organization = s.organization and t.name = s.name
                when matched then update set
                    key_id = s.key_id, nonce = s.nonce, ciphertext = s.ciphertext, written_at = s.written_at
                when not matched then insert (extension, organization, name, key_id, nonce, ciphertext, written_at)
                    values (s.extension, s.organization, s.name, s.key_id, s.nonce, s.ciphertext, s.written_at)
                """,
                row.name().extension().value(),
                row.name().organization(),
                row.name().key(),
                row.sealed().keyId(),
                row.sealed().nonce(),
                row.sealed().ciphertext(),
                row.writtenAt()));
    }

    @Override
    public void reseal(Row row, Sealed sealed) {
        database.write(sql -> sql.update(
                "update secret set key_id = ?, nonce = ?, ciphertext = ?"
                        + " where extension = ? and organization = ? and name = ? and nonce = ?",
                sealed.keyId(),
                sealed.nonce(),
                sealed.ciphertext(),
                row.name().extension().value(),
                row.name().organization(),
                row.name().key(),
                row.sealed().nonce()));
    }

    @Override
    public void delete(SecretName name) {
        database.write(sql -> sql.update(
                "delete from secret where extension = ? and organization = ? and name = ?",
                name.extension().value(),
                name.organization(),
                name.key()));
    }

    @Override
    public void deleteAll(ExtensionId extension) {
        database.write(sql -> sql.update("delete from secret where extension = ?", extension.value()));
    }

    @Override
    public Set<String> organizations(ExtensionId extension) {
        return new HashSet<>(database.read(sql -> sql.list(
                "select distinct organization from secret where extension = ?",
                row -> row.getString(1),
                extension.value())));
    }

    @Override
    public void deleteIn(ExtensionId extension, String organization) {
        database.write(sql -> sql.update(
                "delete from secret where extension = ? and organization = ?", extension.value(), organization));
    }

    @Override
    public List<Row> list(ExtensionId extension, String organization) {
        return database.read(sql -> sql.list(
                ROWS + "where extension = ? and organization = ? order by name",
                SqlSecretStore::row,
                extension.value(),
                organization));
    }

    @Override
    public Set<String> keyIds() {
        return new HashSet<>(
                database.read(sql -> sql.list("select distinct key_id from secret", row -> row.getString(1))));
    }

    @Override
    public List<Row> page(Optional<SecretName> after, int limit) {
        String order = " order by extension, organization, name fetch first " + limit + " rows only";
        return after.isEmpty()
                ? database.read(sql -> sql.list(ROWS + order, SqlSecretStore::row))
                : database.read(sql -> sql.list(
                        ROWS + "where (extension, organization, name) > (?, ?, ?)" + order,
                        SqlSecretStore::row,
                        after.get().extension().value(),
                        after.get().organization(),
                        after.get().key()));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new SecretName(
                        ExtensionId.of(row.getString("extension")),
                        row.getString("organization"),
                        row.getString("name")),
                new Sealed(row.getString("key_id"), row.getString("nonce"), row.getString("ciphertext")),
                Sql.instant(row, "written_at"));
    }
}
