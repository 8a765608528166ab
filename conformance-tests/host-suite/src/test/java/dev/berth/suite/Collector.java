/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** Waits until nothing holds what is gone (ENG-40). */
final class Collector {
    private Collector() {}

    /** Collects garbage, boundedly often, until at most so many of the loaders that were handed out are left. */
    static void awaitLoaders(Seams seams, long live) {
        await("class loaders of revisions that are gone")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    System.gc();
                    return seams.reachable() <= live;
                });
    }
}
