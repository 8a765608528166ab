/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.host.extension.Loaded;
import dev.berth.host.permission.Mount;
import dev.berth.host.permission.PermissionRow;
import dev.berth.host.permission.PermissionStore;
import dev.berth.sdk.value.ExtensionId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decisions about permissions, and mounts, in memory. */
final class PermissionsInMemory implements PermissionStore {
    private final Map<String, PermissionRow> rows = new HashMap<>();
    private final Map<String, Mount> mounts = new HashMap<>();

    @Override
    public Loaded<PermissionRow> load() {
        return new Loaded<>(List.copyOf(rows.values()), List.of());
    }

    @Override
    public void save(PermissionRow row) {
        rows.put(row.extension() + " " + row.permission(), row);
    }

    @Override
    public void delete(ExtensionId extension) {
        rows.values().removeIf(row -> row.extension().equals(extension));
    }

    @Override
    public List<Mount> mounts() {
        return List.copyOf(mounts.values());
    }

    @Override
    public void save(Mount mount) {
        mounts.put(mount.name(), mount);
    }

    @Override
    public void delete(String mount) {
        mounts.remove(mount);
    }
}
