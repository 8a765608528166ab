/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.fake;

import dev.berth.host.port.telemetry.UsageRow;
import dev.berth.host.port.telemetry.UsageStore;
import dev.berth.host.port.telemetry.UsageTotal;
import dev.berth.sdk.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Usage in memory, which can be told to be down for a while. */
public final class MemoryUsage implements UsageStore {
    private final Map<List<String>, UsageRow> rows = new LinkedHashMap<>();
    private int down;

    @Override
    public synchronized void add(List<UsageRow> added) {
        if (down > 0) {
            down--;
            throw new ProblemException(MemoryStore.diskFull().problem());
        }
        added.forEach(row -> rows.putIfAbsent(
                List.of(row.extension().value(), row.organization(), row.event().idempotencyKey()), row));
    }

    /** The next so many writes fail. */
    public synchronized void failWrites(int many) {
        down = many;
    }

    public synchronized List<UsageRow> rows() {
        return List.copyOf(rows.values());
    }

    @Override
    public synchronized List<UsageTotal> totals(Optional<String> organization) {
        throw new UnsupportedOperationException("Sums are the database's");
    }
}
