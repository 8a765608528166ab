/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import dev.berth.host.audit.By;
import dev.berth.host.extension.Loaded;
import dev.berth.host.permission.Mount;
import dev.berth.host.permission.PermissionRow;
import dev.berth.host.permission.PermissionStore;
import dev.berth.host.store.database.Database;
import dev.berth.host.store.database.Sql;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Decisions about permissions, a row each, and the folders that mounts are bound to. */
final class SqlPermissionStore implements PermissionStore {
    private record Line(
            String extension, String permission, boolean approved, String actor, String surface, Instant at) {
        PermissionRow row() {
            return new PermissionRow(ExtensionId.of(extension), permission, approved, new By(actor, surface), at);
        }
    }

    private final Database database;

    SqlPermissionStore(Database database) {
        this.database = database;
    }

    @Override
    public Loaded<PermissionRow> load() {
        List<Line> lines = database.read(sql -> sql.list(
                "select * from permission_grant order by extension, permission",
                row -> new Line(
                        row.getString("extension"),
                        row.getString("permission"),
                        row.getBoolean("approved"),
                        row.getString("actor"),
                        row.getString("surface"),
                        Sql.instant(row, "decided_at"))));
        List<PermissionRow> rows = new ArrayList<>();
        List<Problem> unreadable = new ArrayList<>();
        for (Line line : lines) {
            try {
                rows.add(line.row());
            } catch (IllegalArgumentException e) {
                unreadable.add(StoreProblems.unreadable(line.extension(), e));
            }
        }
        return new Loaded<>(rows, unreadable);
    }

    @Override
    public void save(PermissionRow row) {
        database.write(sql -> {
            sql.update(
                    "delete from permission_grant where extension = ? and permission = ?",
                    row.extension().value(),
                    row.permission());
            return sql.update(
                    "insert into permission_grant (extension, permission, approved, actor, surface, decided_at)"
                            + " values (?, ?, ?, ?, ?, ?)",
                    row.extension().value(),
                    row.permission(),
                    row.approved(),
                    row.by().actor(),
                    row.by().surface(),
                    row.at());
        });
    }

    @Override
    public void delete(ExtensionId extension) {
        database.write(sql -> sql.update("delete from permission_grant where extension = ?", extension.value()));
    }

    @Override
    public List<Mount> mounts() {
        return database.read(sql -> sql.list(
                "select * from mount order by name",
                row -> new Mount(
                        row.getString("name"),
                        Path.of(row.getString("folder")),
                        new By(row.getString("actor"), row.getString("surface")),
                        Sql.instant(row, "bound_at"))));
    }

    @Override
    public void save(Mount mount) {
        database.write(sql -> {
            sql.update("delete from mount where name = ?", mount.name());
            return sql.update(
                    "insert into mount (name, folder, actor, surface, bound_at) values (?, ?, ?, ?, ?)",
                    mount.name(),
                    mount.folder().toString(),
                    mount.by().actor(),
                    mount.by().surface(),
                    mount.at());
        });
    }

    @Override
    public void delete(String mount) {
        database.write(sql -> sql.update("delete from mount where name = ?", mount));
    }
}
