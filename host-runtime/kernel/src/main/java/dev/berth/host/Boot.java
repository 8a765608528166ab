/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import dev.berth.host.HostStatus.Phase;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Keeps the boot report: each phase with its outcome, time and problems (LIFE-50 to LIFE-67). */
final class Boot {
    private final List<Phase> phases = new ArrayList<>();

    /** Runs a phase that stops the boot when it throws. */
    void fatal(String name, Supplier<List<Problem>> work) {
        long start = System.nanoTime();
        phases.add(new Phase(name, "failed", 0, List.of()));
        List<Problem> problems = work.get();
        finish(name, problems.isEmpty() ? "done" : "degraded", start, problems);
    }

    /** Runs a phase whose failure is recorded and tried again at the next boot. */
    void retryable(String name, Supplier<List<Problem>> work) {
        long start = System.nanoTime();
        phases.add(new Phase(name, "failed", 0, List.of()));
        try {
            finish(name, "done", start, work.get());
        } catch (ProblemException e) {
            finish(name, "failed", start, e.problems());
        }
    }

    void skipped(String name) {
        phases.add(new Phase(name, "skipped", 0, List.of()));
    }

    private void finish(String name, String outcome, long start, List<Problem> problems) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        phases.set(phases.size() - 1, new Phase(name, outcome, millis, List.copyOf(problems)));
    }

    List<Phase> report() {
        return List.copyOf(phases);
    }

    /** Tells whether nothing is degraded or failed. */
    boolean isReady() {
        return phases.stream()
                .noneMatch(phase ->
                        phase.outcome().equals("degraded") || phase.outcome().equals("failed"));
    }
}
