/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance;

import dev.berth.manifest.finding.Fault;
import dev.berth.sdk.problem.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * What one gate found about one subject.
 *
 * @param findings in the order in which the gate reported them
 */
public record GateRun(List<Finding> findings) {
    /** Copies the findings. */
    public GateRun {
        findings = List.copyOf(findings);
    }

    static GateRun of(Gate gate, Subject subject) {
        List<Finding> found = new ArrayList<>();
        gate.judge(subject, new Findings() {
            @Override
            public void add(Rule rule, Fault fault) {
                var one = new dev.berth.manifest.finding.Findings(name(subject), subject.phase());
                one.add(fault);
                add(rule, one.sorted().get(0));
            }

            @Override
            public void add(Rule rule, Problem problem) {
                if (!gate.rules().contains(rule)) {
                    throw new AssertionError(gate.id() + " does not list its rule " + rule.id());
                }
                if (!rule.codes().contains(problem.code())) {
                    throw new AssertionError(rule.id() + " does not list its code " + problem.code());
                }
                found.add(new Finding(gate.id(), rule, problem));
            }
        });
        return new GateRun(found);
    }

    private static String name(Subject subject) {
        return subject.packageJson()
                .flatMap(root -> root.text("name")
                        .map(name -> name.value()
                                + root.text("version")
                                        .map(version -> " " + version.value())
                                        .orElse("")))
                .orElse("package.json");
    }

    /** Returns {@code GATE-33 readme-size} lines. */
    public List<String> codes() {
        return findings.stream()
                .map(finding -> finding.rule().id() + " " + finding.problem().code())
                .toList();
    }

    /** Returns the problems. */
    public List<Problem> problems() {
        return findings.stream().map(Finding::problem).toList();
    }

    /** Returns the only problem. */
    public Problem problem() {
        if (findings.size() != 1) {
            throw new AssertionError("one finding expected, found " + findings);
        }
        return findings.get(0).problem();
    }
}
