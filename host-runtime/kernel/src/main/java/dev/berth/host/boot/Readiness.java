/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.boot;

import java.util.List;

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
}
