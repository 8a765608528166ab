/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.engine;

import dev.berth.conformance.Gate;
import dev.berth.conformance.Subject;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Stands around every gate, and around the opening of every package: whatever is thrown there ends that gate, or all gates of that
 * package, not the run (GATE-6). Also errors of the JVM, for a hostile package may exhaust a stack; what a gate found until then
 * stays.
 */
public final class GateBarrier {
    private GateBarrier() {}

    /**
     * Does what must be done before a gate can judge.
     *
     * @param broken answers for it if the tool failed; is told how
     */
    public static <T> T prepare(Supplier<T> work, Function<String, T> broken) {
        try {
            return work.get();
        } catch (Throwable thrown) {
            return broken.apply(describe("reading the package", thrown));
        }
    }

    static GateResult judge(Gate gate, Subject subject) {
        GatheredFindings findings = new GatheredFindings(gate.id(), subject);
        try {
            Optional<String> skipped = gate.skipped(subject);
            if (skipped.isEmpty()) {
                gate.judge(subject, findings);
            }
            return new GateResult(gate.id(), gate.rules(), skipped, Optional.empty(), findings.all());
        } catch (Throwable thrown) {
            return new GateResult(
                    gate.id(),
                    gate.rules(),
                    Optional.empty(),
                    Optional.of(describe("the gate", thrown)),
                    findings.all());
        }
    }

    /** Names the failure and the place in the tool, which a report of a defect needs; both are the same on every run. */
    private static String describe(String what, Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        // The depth at which a stack ends differs from run to run.
        boolean placed = trace.length > 0 && !(thrown instanceof VirtualMachineError);
        return what + " failed with " + thrown.getClass().getName() + (placed ? " at " + trace[0] : "");
    }
}
