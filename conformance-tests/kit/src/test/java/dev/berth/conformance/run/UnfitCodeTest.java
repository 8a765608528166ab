/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.conformance.GateId;
import dev.berth.conformance.Rule;
import dev.berth.conformance.bytecode.AbiLinks;
import dev.berth.conformance.dependencies.DependenciesGate;
import dev.berth.conformance.ports.PortsGate;
import dev.berth.fixtures.unfit.Unfit;
import dev.berth.fixtures.unfit.UnfitExtension;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** GATE-12 for the gates that read class files. */
final class UnfitCodeTest {
    @TempDir
    private Path folder;

    static Stream<UnfitExtension> unfit() {
        Set<ProblemCode> codes = EnumSet.noneOf(ProblemCode.class);
        Stream.of(new DependenciesGate().rules(), new PortsGate().withoutProbe().rules(), List.of(AbiLinks.RULE))
                .flatMap(List::stream)
                .map(Rule::codes)
                .forEach(codes::addAll);
        return Unfit.all().stream().filter(one -> codes.contains(one.code()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unfit")
    @DisplayName("GATE-12 each unfit extension raises exactly its code")
    void raisesExactlyItsCode(UnfitExtension unfit) {
        var report = new Conformance()
                .run(CheckRequest.of(unfit.writeTo(folder))
                        .withGates(Set.of(GateId.MANIFEST, GateId.DEPENDENCIES, GateId.PORTS)));
        assertThat(report.findings().stream()
                        .map(entry -> entry.problem())
                        .filter(problem -> problem.severity() != Severity.INFO || problem.code() == unfit.code()))
                .as("%s", report.findings())
                .extracting(problem -> problem.code())
                .containsExactly(unfit.code());
    }

    @Test
    @DisplayName("GATE-130 a check that only reads runs no hook, and says nothing of what hooks would do")
    void runsNothingWhenToldSo() {
        UnfitExtension endless = Unfit.all().stream()
                .filter(one -> one.code() == ProblemCode.PROBE_TIMEOUT)
                .findFirst()
                .orElseThrow();
        var report =
                new Conformance().run(CheckRequest.of(endless.writeTo(folder)).withProbe(false));
        assertThat(report.findings()).isEmpty();
        assertThat(report.subjects().get(0).verdicts())
                .flatExtracting(verdict -> verdict.rules())
                .extracting(Rule::id)
                .contains("GATE-120")
                .doesNotContain("GATE-130");
    }

    @ParameterizedTest
    @EnumSource(
            value = ProblemCode.class,
            names = {"PROBE_FAILED", "PROBE_NO_VERDICT", "HOOKS_NOT_IDEMPOTENT", "DESTROY_LEAKS"})
    @DisplayName("GATE-12 each extension with unfit hooks raises exactly its code")
    void unfitHooks(ProblemCode code) {
        List<UnfitExtension> all =
                Unfit.all().stream().filter(one -> one.code() == code).toList();
        assertThat(all).isNotEmpty().allSatisfy(this::raisesExactlyItsCode);
    }
}
