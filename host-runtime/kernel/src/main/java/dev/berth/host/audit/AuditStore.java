/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Where audit entries are kept. Appending joins the transaction that runs on the thread. */
public interface AuditStore {
    /** Appends what {@code next} makes of the last entry; no other entry, of any thread, comes between the two. */
    void append(Function<Optional<AuditEntry>, AuditEntry> next);

    /** Returns up to {@code limit} entries with a sequence number above {@code after}, in order. */
    List<AuditEntry> read(long after, int limit);

    /** Returns the hashes that were exported to where a user of the database cannot write, by sequence number (TRUST-169). */
    default Map<Long, String> heads() {
        return Map.of();
    }
}
