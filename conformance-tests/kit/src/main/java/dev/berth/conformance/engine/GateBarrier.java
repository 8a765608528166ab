/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.engine;

import dev.berth.conformance.Gate;
import dev.berth.conformance.Subject;
import java.util.Optional;

/**
 * Stands around every gate: whatever a gate throws ends that gate alone, not the run (GATE-6). Also errors of the JVM, for a
 * hostile package may exhaust a stack; what the gate found until then stays.
 */
final class GateBarrier {
    private GateBarrier() {}

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
                    gate.id(), gate.rules(), Optional.empty(), Optional.of(describe(thrown)), findings.all());
        }
    }

    /** Names the failure and the place in the gate, which a report of a defect needs; both are the same on every run. */
    private static String describe(Throwable thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        // The depth at which a stack ends differs from run to run.
        boolean placed = trace.length > 0 && !(thrown instanceof VirtualMachineError);
        return "the gate failed with " + thrown.getClass().getName() + (placed ? " at " + trace[0] : "");
    }
}
