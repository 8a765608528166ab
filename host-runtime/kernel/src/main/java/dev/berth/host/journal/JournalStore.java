/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.journal;

import dev.berth.sdk.value.ExtensionId;
import java.util.List;

/** Where the journal is kept (LIFE-87). Append-only; joins the transaction on the thread. */
public interface JournalStore {
    /** Appends a line. */
    void append(JournalEntry entry);

    /** Returns the last line of each operation that has no terminal one, oldest first. */
    List<JournalEntry> open();

    /** Returns the last line of each update of an extension that waits for a grant. */
    List<JournalEntry> waiting(ExtensionId extension);

    /** Appends a line about an install of several (LIFE-91). */
    void append(BatchEntry entry);

    /** Returns the last line of each install of several that has no terminal one, oldest first. */
    List<BatchEntry> openBatches();
}
