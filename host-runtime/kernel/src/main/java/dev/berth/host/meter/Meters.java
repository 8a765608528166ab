/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.meter;

import dev.berth.sdk.value.ExtensionId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts, by extension. Adding never waits; there are as many counters as extensions that ran. */
public final class Meters {
    private final Map<Key, LongAdder> counters = new ConcurrentHashMap<>();

    /** What one counter counts. */
    public record Key(Count count, ExtensionId extension) {}

    /** Counts one. */
    public void add(Count count, ExtensionId extension) {
        add(count, extension, 1);
    }

    /** Counts so many. */
    public void add(Count count, ExtensionId extension, long many) {
        counters.computeIfAbsent(new Key(count, extension), key -> new LongAdder())
                .add(many);
    }

    /** Returns what has been counted at all. */
    public Set<Key> keys() {
        return Set.copyOf(counters.keySet());
    }

    /** Returns how many were counted. */
    public long value(Key key) {
        LongAdder counter = counters.get(key);
        return counter == null ? 0 : counter.sum();
    }
}
