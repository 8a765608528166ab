/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.engine;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Gate;
import dev.berth.conformance.GateId;
import dev.berth.conformance.Rule;
import dev.berth.conformance.Subject;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A gate that does as it is told. */
public record FakeGate(GateId id, List<Rule> rules, Optional<String> reason, Consumer<Findings> act) implements Gate {
    /** The rule of all it finds. */
    public static final Rule RULE = Rule.of("GATE-33", ProblemCode.README_SIZE);

    public static Gate of(GateId id, Consumer<Findings> act) {
        return new FakeGate(id, List.of(RULE), Optional.empty(), act);
    }

    public static Gate of(GateId id, List<Rule> rules, Consumer<Findings> act) {
        return new FakeGate(id, rules, Optional.empty(), act);
    }

    public static Gate skipped(GateId id, String reason) {
        return new FakeGate(id, List.of(RULE), Optional.of(reason), findings -> {
            throw new AssertionError("A skipped gate judges nothing");
        });
    }

    @Override
    public Optional<String> skipped(Subject subject) {
        return reason;
    }

    @Override
    public void judge(Subject subject, Findings findings) {
        act.accept(findings);
    }
}
