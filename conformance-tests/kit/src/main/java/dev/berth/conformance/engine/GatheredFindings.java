/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.engine;

import dev.berth.conformance.Finding;
import dev.berth.conformance.Findings;
import dev.berth.conformance.GateId;
import dev.berth.conformance.Rule;
import dev.berth.conformance.Subject;
import dev.berth.manifest.finding.Fault;
import dev.berth.sdk.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/** What one gate finds about one subject, as problems. */
final class GatheredFindings implements Findings {
    private final GateId gate;
    private final Subject subject;
    private final List<Finding> all = new ArrayList<>();

    GatheredFindings(GateId gate, Subject subject) {
        this.gate = gate;
        this.subject = subject;
    }

    @Override
    public void add(Rule rule, Fault fault) {
        var sentence = new dev.berth.manifest.finding.Findings(subject.name(), subject.phase());
        sentence.add(fault);
        sentence.sorted().forEach(problem -> add(rule, problem));
    }

    @Override
    public void add(Rule rule, Problem problem) {
        all.add(new Finding(gate, rule, problem));
    }

    List<Finding> all() {
        return List.copyOf(all);
    }
}
