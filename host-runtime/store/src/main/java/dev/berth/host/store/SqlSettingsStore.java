/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.port.settings.SettingsStore;
import dev.berth.host.store.database.Database;
import dev.berth.sdk.value.ExtensionId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings by (extension, organisation, key) columns (PORT-64). */
final class SqlSettingsStore implements SettingsStore {
    private final Database database;

    SqlSettingsStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<String> get(ExtensionId extension, String organization, String key) {
        return database
                .read(sql -> sql.list(
                        "select content from setting where extension = ? and organization = ? and name = ?",
                        row -> row.getString(1),
                        extension.value(),
                        organization,
                        key))
                .stream()
                .findFirst();
    }

    @Override
    public Map<String, String> list(ExtensionId extension, String organization) {
        Map<String, String> values = new LinkedHashMap<>();
        database.read(sql -> sql.list(
                "select name, content from setting where extension = ? and organization = ? order by name",
                row -> values.put(row.getString("name"), row.getString("content")),
                extension.value(),
                organization));
        return values;
    }

    @Override
    public Optional<String> mark(ExtensionId extension, String organization, String key) {
        return database
                .read(sql -> sql.list(
                        "select fixture from setting where extension = ? and organization = ? and name = ?"
                                + " and fixture is not null",
                        row -> row.getString(1),
                        extension.value(),
                        organization,
                        key))
                .stream()
                .findFirst();
    }

    @Override
    public void put(ExtensionId extension, String organization, String key, String json) {
        put(extension, organization, key, json, null);
    }

    @Override
    public void seed(ExtensionId extension, String organization, String key, String json, String mark) {
        put(extension, organization, key, json, mark);
    }

    private void put(ExtensionId extension, String organization, String key, String json, @Nullable String mark) {
        database.write(sql -> sql.update("""
                merge into setting t
                using (values (cast(? as varchar), cast(? as varchar), cast(? as varchar), cast(? as varchar),
                        cast(? as varchar)))
                    s (extension, organization, name, content, fixture)
                on t.extension = s.extension and t.organization = s.organization and t.name = s.name
                when matched then update set content = s.content, fixture = s.fixture
                when not matched then insert (extension, organization, name, content, fixture)
                    values (s.extension, s.organization, s.name, s.content, s.fixture)
                """, extension.value(), organization, key, json, mark));
    }

    @Override
    public void delete(ExtensionId extension, String organization, String key) {
        database.write(sql -> sql.update(
                "delete from setting where extension = ? and organization = ? and name = ?",
                extension.value(),
                organization,
                key));
    }

    @Override
    public void deleteAll(ExtensionId extension) {
        database.write(sql -> sql.update("delete from setting where extension = ?", extension.value()));
    }

    @Override
    public Set<String> organizations(ExtensionId extension) {
        return new HashSet<>(database.read(sql -> sql.list(
                "select distinct organization from setting where extension = ?",
                row -> row.getString(1),
                extension.value())));
    }

    @Override
    public void deleteIn(ExtensionId extension, String organization) {
        database.write(sql -> sql.update(
                "delete from setting where extension = ? and organization = ?", extension.value(), organization));
    }
}
