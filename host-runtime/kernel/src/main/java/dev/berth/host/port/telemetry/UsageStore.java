/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.telemetry;

import java.util.List;
import java.util.Optional;

/** Where usage is kept. Joins the transaction on the thread. */
public interface UsageStore {
    /** Keeps rows; one whose key is there already changes nothing (PORT-108). */
    void add(List<UsageRow> rows);

    /**
     * Returns the sums, by extension, organisation, operation, provider and model.
     *
     * @param organization only this one; empty: all
     */
    List<UsageTotal> totals(Optional<String> organization);
}
