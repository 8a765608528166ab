/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import dev.berth.host.BootPhase.Policy;
import dev.berth.host.HostStatus.Phase;
import dev.berth.host.boot.Readiness;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.problem.Severity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the phases of a boot by their policies, and keeps the report of it (LIFE-50 to LIFE-64, LIFE-67). */
final class Boot {
    private static final Logger LOG = LoggerFactory.getLogger(Boot.class);
    /** Why a phase is skipped that the operator does not want. */
    static final String OFF = "it is switched off for this start";

    private static final String SKIPPED = "skipped";
    private static final String DEGRADED = "degraded";
    private static final String FAILED = "failed";

    private final Set<String> off;
    private final boolean production;
    private final Map<BootPhase, Phase> report = new EnumMap<>(BootPhase.class);
    private final Map<BootPhase, BooleanSupplier> degraded = new EnumMap<>(BootPhase.class);

    /** @param off the phases that the operator switched off */
    Boot(Set<String> off, RuntimeMode mode) {
        this.off = Set.copyOf(off);
        this.production = mode == RuntimeMode.PRODUCTION;
    }

    /** Runs a phase that cannot leave the host degraded. */
    void run(BootPhase phase, Supplier<List<Problem>> work) {
        run(phase, work, () -> false);
    }

    /**
     * Runs a phase, unless it is switched off.
     *
     * @param isDegraded asked while the host runs, once the phase has left it degraded: whether it still is
     */
    void run(BootPhase phase, Supplier<List<Problem>> work, BooleanSupplier isDegraded) {
        if (off.contains(phase.toString())) {
            skip(phase, OFF);
            return;
        }
        long start = System.nanoTime();
        try {
            List<Problem> problems = work.get();
            keepDegraded(phase, isDegraded);
            record(phase, outcome(phase, problems, isDegraded.getAsBoolean()), start, problems);
            stopOn(phase, problems);
        } catch (ProblemException e) {
            keepDegraded(phase, () -> phase.policy() == Policy.DEGRADED);
            record(phase, FAILED, start, e.problems());
            if (phase.policy() == Policy.FATAL || isFatalHere(phase)) {
                throw e;
            }
        }
    }

    /** Records a phase that does not run. */
    void skip(BootPhase phase, String why) {
        LOG.info("The boot phase {} is skipped: {}", phase, why);
        keep(new Phase(phase.toString(), SKIPPED, 0, List.of(), why), phase);
    }

    private static String outcome(BootPhase phase, List<Problem> problems, boolean degraded) {
        boolean error = problems.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
        return phase.policy() == Policy.FATAL_IN_PRODUCTION && error ? FAILED : degraded ? DEGRADED : "done";
    }

    private void stopOn(BootPhase phase, List<Problem> problems) {
        List<Problem> errors = problems.stream()
                .filter(problem -> problem.severity() == Severity.ERROR)
                .toList();
        if (isFatalHere(phase) && !errors.isEmpty()) {
            throw new ProblemException(errors);
        }
    }

    private boolean isFatalHere(BootPhase phase) {
        return production && phase.policy() == Policy.FATAL_IN_PRODUCTION;
    }

    private void record(BootPhase phase, String outcome, long start, List<Problem> problems) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        keep(new Phase(phase.toString(), outcome, millis, List.copyOf(problems), ""), phase);
        problems.forEach(problem -> LOG.warn("The boot phase {} found: {}", phase, problem.text()));
    }

    private synchronized void keep(Phase told, BootPhase phase) {
        report.put(phase, told);
    }

    private synchronized void keepDegraded(BootPhase phase, BooleanSupplier still) {
        degraded.put(phase, still);
    }

    /** Returns what happened, phase by phase in their order. */
    synchronized List<Phase> report() {
        return List.copyOf(report.values());
    }

    /** Returns whether all that must be well is well now. */
    synchronized Readiness readiness() {
        List<String> bad = new ArrayList<>();
        degraded.forEach((phase, still) -> {
            if (still.getAsBoolean()) {
                bad.add(phase.toString());
            }
        });
        List<String> skipped = report.values().stream()
                .filter(phase -> phase.outcome().equals(SKIPPED))
                .map(Phase::name)
                .toList();
        return new Readiness(bad.isEmpty() && report.containsKey(BootPhase.SERVE), bad, skipped);
    }
}
