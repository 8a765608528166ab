/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.namespace;

import dev.berth.host.audit.By;
import dev.berth.host.namespace.Named;
import dev.berth.host.namespace.NamespaceStore;
import dev.berth.host.store.database.Database;
import dev.berth.host.store.database.Sql;
import java.util.Optional;

/** The name of this host, as the only row. */
public final class SqlNamespaceStore implements NamespaceStore {
    private final Database database;

    public SqlNamespaceStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Named> load() {
        return database
                .read(sql -> sql.list(
                        "select * from instance_namespace",
                        row -> new Named(
                                row.getString("name"),
                                new By(row.getString("actor"), row.getString("surface")),
                                Sql.instant(row, "chosen_at"))))
                .stream()
                .findFirst();
    }

    @Override
    public void save(Named named) {
        database.write(sql -> {
            sql.update("delete from instance_namespace");
            return sql.update(
                    "insert into instance_namespace (name, actor, surface, chosen_at) values (?, ?, ?, ?)",
                    named.name(),
                    named.by().actor(),
                    named.by().surface(),
                    named.at());
        });
    }
}
