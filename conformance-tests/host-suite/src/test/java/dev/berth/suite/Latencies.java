/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** How long calls took, counted in steps that grow by a tenth from a microsecond on. */
final class Latencies {
    private static final double STEP = 1.1;
    private static final int STEPS = 200;

    private final AtomicLongArray counts = new AtomicLongArray(STEPS);
    private final AtomicLong longest = new AtomicLong();

    void add(long nanos) {
        double step = Math.log(Math.max(nanos, 1_000) / 1e3) / Math.log(STEP);
        counts.incrementAndGet(Math.min((int) step, STEPS - 1));
        longest.accumulateAndGet(nanos, Math::max);
    }

    long count() {
        long sum = 0;
        for (int i = 0; i < STEPS; i++) {
            sum += counts.get(i);
        }
        return sum;
    }

    private double millis(double share) {
        long wanted = (long) Math.ceil(count() * share);
        int step = 0;
        for (long seen = counts.get(0); seen < wanted; seen += counts.get(step)) {
            step++;
        }
        return Math.pow(STEP, step + 1) / 1e3;
    }

    @Override
    public String toString() {
        return count() == 0
                ? "no calls"
                : "%,d calls, p50 %.3f ms, p99 %.3f ms, p99.9 %.3f ms, longest %.1f ms"
                        .formatted(count(), millis(0.5), millis(0.99), millis(0.999), longest.get() / 1e6);
    }
}
