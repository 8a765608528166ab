/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.fake;

import dev.berth.host.extension.Loaded;
import dev.berth.host.extension.Transactor;
import dev.berth.host.permission.Mount;
import dev.berth.host.permission.PermissionRow;
import dev.berth.host.permission.PermissionStore;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The decisions about permissions, and the mounts, of a {@link MemoryStore}, in its transactions.
 *
 * @param rows those that a transaction changes
 * @param kept those that anybody may read
 */
record MemoryPermissions(
        Transactor transactor,
        Supplier<Map<String, PermissionRow>> rows,
        Supplier<Map<String, Mount>> folders,
        Supplier<List<PermissionRow>> kept,
        Supplier<List<Mount>> bound)
        implements PermissionStore {
    @Override
    public Loaded<PermissionRow> load() {
        return new Loaded<>(kept.get(), List.of());
    }

    @Override
    public void save(PermissionRow row) {
        transactor.run(() -> rows.get().put(row.extension() + " " + row.permission(), row));
    }

    @Override
    public void delete(ExtensionId extension) {
        transactor.run(() -> rows.get().values().removeIf(row -> row.extension().equals(extension)));
    }

    @Override
    public List<Mount> mounts() {
        return bound.get();
    }

    @Override
    public void save(Mount mount) {
        transactor.run(() -> folders.get().put(mount.name(), mount));
    }

    @Override
    public void delete(String mount) {
        transactor.run(() -> folders.get().remove(mount));
    }
}
