/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.port.settings.SettingsStore;
import dev.berth.host.store.database.Database;
import dev.berth.sdk.value.ExtensionId;
import java.util.Optional;

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
    public void put(ExtensionId extension, String organization, String key, String json) {
        database.write(sql -> sql.update("""
                merge into setting t
                using (values (cast(? as varchar), cast(? as varchar), cast(? as varchar), cast(? as varchar)))
                    s (extension, organization, name, content)
                on t.extension = s.extension and t.organization = s.organization and t.name = s.name
                when matched then update set content = s.content
                when not matched then insert (extension, organization, name, content)
                    values (s.extension, s.organization, s.name, s.content)
                """, extension.value(), organization, key, json));
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
}
