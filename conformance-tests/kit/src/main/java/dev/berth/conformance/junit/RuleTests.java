/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.junit;

import dev.berth.conformance.Rule;
import dev.berth.conformance.engine.Outcome;
import dev.berth.conformance.engine.Report;
import dev.berth.conformance.engine.Report.Checked;
import dev.berth.conformance.engine.Report.Entry;
import dev.berth.conformance.engine.Report.Verdict;
import dev.berth.sdk.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Turns a report into tests. */
final class RuleTests {
    private RuleTests() {}

    static Stream<DynamicNode> of(Report report) {
        List<DynamicNode> nodes = new ArrayList<>();
        for (Checked subject : report.subjects()) {
            List<DynamicNode> gates = subject.verdicts().stream()
                    .map(verdict -> gate(subject, verdict, report))
                    .toList();
            nodes.add(DynamicContainer.dynamicContainer(subject.name(), gates));
        }
        List<Entry> ofFiles = report.findings().stream()
                .filter(entry -> entry.gate().equals("policy") || entry.gate().equals("baseline"))
                .toList();
        if (!ofFiles.isEmpty()) {
            nodes.add(DynamicContainer.dynamicContainer("policy and baseline", tests(List.of(), ofFiles)));
        }
        for (Problem failure : report.failures()) {
            nodes.add(DynamicTest.dynamicTest(failure.subject(), () -> {
                throw new IllegalStateException(failure.text());
            }));
        }
        return nodes.stream();
    }

    private static DynamicNode gate(Checked subject, Verdict verdict, Report report) {
        String name = verdict.gate().toString();
        List<Entry> entries = report.findings().stream()
                .filter(entry -> entry.subject().equals(subject.path()))
                .filter(entry -> entry.gate().equals(name))
                .toList();
        List<DynamicNode> tests = new ArrayList<>(tests(verdict.rules(), entries));
        String reason = name + ": " + verdict.reason().orElse("");
        if (verdict.outcome() == Outcome.SKIPPED) {
            return DynamicTest.dynamicTest(name, () -> {
                throw new TestAbortedException(reason);
            });
        }
        if (verdict.outcome() == Outcome.BROKEN) {
            // Rules without a finding were not judged to the end.
            tests = new ArrayList<>(tests(List.of(), entries));
            tests.add(DynamicTest.dynamicTest("broken", () -> {
                throw new IllegalStateException(reason);
            }));
        }
        return DynamicContainer.dynamicContainer(name, tests);
    }

    private static List<DynamicNode> tests(List<Rule> rules, List<Entry> entries) {
        Map<String, List<Entry>> cases = new LinkedHashMap<>();
        rules.forEach(rule -> rule.codes().forEach(code -> cases.put(rule.id() + " " + code, new ArrayList<>())));
        entries.forEach(entry -> cases.computeIfAbsent(
                        entry.rule() + " " + entry.problem().code(), name -> new ArrayList<>())
                .add(entry));
        return cases.entrySet().stream()
                .map(one -> (DynamicNode) DynamicTest.dynamicTest(one.getKey(), () -> pass(one.getValue())))
                .toList();
    }

    private static void pass(List<Entry> entries) {
        String failing = entries.stream()
                .filter(Entry::fails)
                .map(entry -> entry.problem().text())
                .collect(Collectors.joining("\n\n"));
        if (!failing.isEmpty()) {
            throw new AssertionFailedError(failing);
        }
    }
}
