/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.conformance.Gate;
import dev.berth.conformance.GateId;
import dev.berth.conformance.engine.Report.Entry;
import dev.berth.conformance.engine.Report.Verdict;
import dev.berth.manifest.finding.Fault;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** GATE-5 to GATE-7, scenarios GATE-S1 to GATE-S3. */
final class CheckTest {
    private static final Gate CLEAN = FakeGate.of(GateId.NAMING, findings -> {});

    private static Report run(boolean strict, Gate... gates) {
        return new Check(List.of(gates), strict).run(List.of(Subjects.target("")), subject -> {});
    }

    private static Fault fault(ProblemCode code, Location place) {
        return Fault.of(code, place).says("needs something else").found("this");
    }

    private static Gate finds(GateId id, ProblemCode code, Location place) {
        return FakeGate.of(id, findings -> findings.add(FakeGate.RULE, fault(code, place)));
    }

    @Test
    @DisplayName("GATE-6, GATE-7: nothing found is passed and exit code 0")
    void cleanPasses() {
        Report report = run(false, CLEAN);
        assertThat(report.exitCode()).isZero();
        assertThat(report.subjects().get(0).verdicts())
                .extracting(Verdict::outcome)
                .containsExactly(Outcome.PASSED);
    }

    @Test
    @DisplayName("GATE-6: a gate that does not apply is skipped with its reason")
    void skippedSaysWhy() {
        Report report = run(false, FakeGate.skipped(GateId.REVIEW, "is for agents"));
        Verdict verdict = report.subjects().get(0).verdicts().get(0);
        assertThat(verdict.outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(verdict.reason()).contains("is for agents");
        assertThat(report.exitCode()).isZero();
    }

    @Test
    @DisplayName("GATE-S2: a warning passes, and fails with --strict")
    void strictRaisesWarnings() {
        Gate warns = finds(GateId.LICENSE, ProblemCode.LICENSE_TEXT_MISMATCH, Location.of("LICENSE"));
        Report mild = run(false, warns);
        assertThat(mild.exitCode()).isZero();
        assertThat(mild.count(Severity.WARNING)).isEqualTo(1);
        Report strict = run(true, warns);
        assertThat(strict.exitCode()).isEqualTo(1);
        assertThat(strict.count(Severity.ERROR)).isEqualTo(1);
        assertThat(strict.subjects().get(0).verdicts().get(0).outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    @DisplayName("GATE-S3: a gate that throws is broken, the others go on, and the exit code is 2")
    void throwingGateIsBroken() {
        Gate throwing = FakeGate.of(GateId.README, findings -> {
            findings.add(FakeGate.RULE, fault(ProblemCode.README_H1, Location.of("README.md", 1, 1)));
            throw new IllegalStateException("a secret of the machine");
        });
        Report report = run(
                false,
                throwing,
                finds(GateId.LICENSE, ProblemCode.LICENSE_FILE_MISSING, Location.of("LICENSE")),
                FakeGate.of(GateId.MANIFEST, findings -> endless(0)));
        assertThat(report.subjects().get(0).verdicts())
                .extracting(Verdict::outcome)
                .containsExactly(Outcome.BROKEN, Outcome.FAILED, Outcome.BROKEN);
        assertThat(report.findings())
                .extracting(entry -> entry.problem().code())
                .containsExactly(ProblemCode.LICENSE_FILE_MISSING, ProblemCode.README_H1);
        assertThat(report.subjects().get(0).verdicts().get(0).reason().orElseThrow())
                .contains("IllegalStateException", "CheckTest")
                .doesNotContain("secret");
        assertThat(report.exitCode()).isEqualTo(2);
    }

    @SuppressWarnings("InfiniteRecursion")
    private static int endless(int depth) {
        return endless(depth + 1) + 1;
    }

    @Test
    @DisplayName(
            "GATE-3, GATE-5: the same code at the same place is reported once, under the first gate in their order")
    void sameFindingIsReportedOnce() {
        Location place = Location.of("package.json", 3, 5).field("license");
        Report report = run(
                false,
                finds(GateId.MANIFEST, ProblemCode.LICENSE_INVALID, place),
                finds(GateId.LICENSE, ProblemCode.LICENSE_INVALID, place),
                finds(GateId.REVIEW, ProblemCode.LICENSE_INVALID, Location.of("package.json", 4, 5)));
        assertThat(report.findings()).extracting(Entry::gate).containsExactly("license", "review");
        assertThat(report.subjects().get(0).verdicts())
                .as("in the order of GATE-3, whatever order they are given in")
                .extracting(Verdict::gate)
                .containsExactly(GateId.LICENSE, GateId.MANIFEST, GateId.REVIEW);
    }

    @Test
    @DisplayName("GATE-5: findings of all gates, ordered by path, line, column and code")
    void findingsAreOrdered() {
        Gate gate = FakeGate.of(GateId.README, findings -> {
            findings.add(FakeGate.RULE, fault(ProblemCode.README_SIZE, Location.of("b", 10, 1)));
            findings.add(FakeGate.RULE, fault(ProblemCode.README_SIZE, Location.of("b", 9, 2)));
            findings.add(FakeGate.RULE, fault(ProblemCode.README_ORDER, Location.of("b", 9, 2)));
            findings.add(FakeGate.RULE, fault(ProblemCode.README_SIZE, Location.of("b", 9, 1)));
        });
        Report report = run(false, gate, finds(GateId.REVIEW, ProblemCode.OAS_TERNARY, Location.of("a")));
        assertThat(report.findings())
                .extracting(entry -> entry.problem().location().orElseThrow() + " "
                        + entry.problem().code())
                .containsExactly(
                        "a oas-ternary",
                        "b:9:1 readme-size",
                        "b:9:2 readme-order",
                        "b:9:2 readme-size",
                        "b:10:1 readme-size");
    }

    @Test
    @DisplayName("GATE-14: places are below the path of their subject")
    void placesAreBelowTheirSubject() {
        Gate gate = finds(GateId.README, ProblemCode.README_SIZE, Location.of("README.md"));
        Report report = new Check(List.of(gate), false)
                .run(List.of(Subjects.target("b/two"), Subjects.target("a/one")), subject -> {});
        assertThat(report.findings())
                .extracting(entry -> entry.problem().location().orElseThrow().path())
                .containsExactly("a/one/README.md", "b/two/README.md");
    }

    @Test
    @DisplayName("GATE-13: many subjects side by side give the same report every time")
    void manySubjectsAreDeterministic() {
        List<Target> targets =
                IntStream.range(0, 200).mapToObj(i -> Subjects.target("x" + i)).toList();
        Gate gate = finds(GateId.README, ProblemCode.README_SIZE, Location.of("README.md"));
        ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
        Report first = new Check(List.of(gate, CLEAN), false).run(targets, subject -> told.add(subject.path()));
        Report second = new Check(List.of(CLEAN, gate), false).run(targets.reversed(), subject -> {});
        assertThat(first).isEqualTo(second);
        assertThat(told).hasSize(200).doesNotHaveDuplicates();
    }
}
