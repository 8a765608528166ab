/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.boot;

import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a host can do all that it should (LIFE-54, LIFE-63, LIFE-64).
 *
 * @param ready its boot is over, and nothing is degraded
 * @param degraded the phases whose damage is not repaired yet
 * @param skipped the phases that did not run
 */
public record Readiness(boolean ready, List<String> degraded, List<String> skipped) {
    /** Copies. */
    public Readiness {
        degraded = List.copyOf(degraded);
        skipped = List.copyOf(skipped);
    }

    /** Returns what it is while a phase that went well has lost what it brought. */
    public Readiness without(String phase) {
        return new Readiness(
                false,
                Stream.concat(Stream.of(phase), degraded.stream()).distinct().toList(),
                skipped);
    }
}
