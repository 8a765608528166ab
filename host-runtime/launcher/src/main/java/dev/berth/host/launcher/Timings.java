/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long the phases of a start took, from the start of the JVM on. */
final class Timings {
    private final List<String> phases = new ArrayList<>();
    private final Instant jvm;
    private long last = System.nanoTime();

    Timings() {
        Instant now = Instant.now();
        jvm = ProcessHandle.current().info().startInstant().orElse(now);
        phases.add("jvm and arguments " + Duration.between(jvm, now).toMillis() + " ms");
    }

    void done(String phase) {
        long now = System.nanoTime();
        phases.add(phase + " " + TimeUnit.NANOSECONDS.toMillis(now - last) + " ms");
        last = now;
    }

    Duration total() {
        return Duration.between(jvm, Instant.now());
    }

    @Override
    public String toString() {
        return String.join(", ", phases) + "; in all " + total().toMillis() + " ms";
    }
}
