/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.fake;

import dev.berth.host.audit.AuditLog;
import dev.berth.host.permission.Mounts;
import dev.berth.host.permission.PermissionBook;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** Books of permissions whose decisions are kept in memory. */
public final class Books {
    private Books() {}

    /** Makes one for a home; denials of these extensions are let through. */
    public static PermissionBook of(MemoryStore store, Clock clock, Path home, String... watched) {
        AuditLog audit = new AuditLog(store.audit(), clock);
        Mounts mounts = new Mounts(store.permissions(), store.transactor(), audit, clock, home, Map.of());
        return new PermissionBook(
                store.permissions(),
                audit,
                clock,
                mounts,
                home.resolve("temporary"),
                id -> Set.of(watched).contains(id.value()));
    }
}
