/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waiting with a bound. */
public final class Waits {
    private Waits() {}

    /** Waits half a minute at most; machines that build are busy. */
    public static void until(String what, Callable<Boolean> condition) {
        await(what)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(condition);
    }
}
