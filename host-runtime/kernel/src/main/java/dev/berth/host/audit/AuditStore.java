/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.audit;

import java.util.List;
import java.util.Optional;

/** Where audit entries are kept. Appending joins the transaction that runs on the thread. */
public interface AuditStore {
    /** Appends an entry; its sequence number must be new. */
    void append(AuditEntry entry);

    /** Returns the last entry. */
    Optional<AuditEntry> last();

    /** Returns up to {@code limit} entries with a sequence number above {@code after}, in order. */
    List<AuditEntry> read(long after, int limit);
}
