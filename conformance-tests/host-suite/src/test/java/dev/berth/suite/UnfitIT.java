/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.conformance.engine.Report;
import dev.berth.conformance.engine.StandardGates;
import dev.berth.conformance.run.CheckRequest;
import dev.berth.conformance.run.Conformance;
import dev.berth.fixtures.BadInput;
import dev.berth.fixtures.unfit.Unfit;
import dev.berth.fixtures.unfit.UnfitExtension;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks every unfit extension: exactly its code, no other error or warning, in a whole text (GATE-12, GATE-172). */
final class UnfitIT {
    private static final Set<String> RULES = StandardGates.all().stream()
            .flatMap(gate -> gate.rules().stream().map(rule -> gate.id() + " " + rule.id()))
            .collect(Collectors.toUnmodifiableSet());

    @TempDir
    Path temp;

    static List<UnfitExtension> unfit() {
        return Unfit.all();
    }

    @ParameterizedTest
    @DisplayName("GATE-12, GATE-157: one fault, one code, of a rule that a gate lists")
    @MethodSource
    void unfit(UnfitExtension unfit) {
        Optional<Path> policy = unfit.writePolicy(temp);
        CheckRequest request = CheckRequest.of(unfit.writeTo(temp));
        Report report = new Conformance().run(policy.map(request::withPolicy).orElse(request));
        List<Problem> found = report.findings().stream()
                .map(Report.Entry::problem)
                .filter(problem -> problem.severity() != Severity.INFO || problem.code() == unfit.code())
                .toList();
        assertThat(report.failures()).isEmpty();
        assertThat(found).as("%s", found).extracting(Problem::code).isNotEmpty().containsOnly(unfit.code());
        assertThat(found)
                .allSatisfy(problem -> assertThat(Golden.faults(problem)).isEmpty());
        assertThat(report.findings())
                .as("GATE-157: what raises an error is a rule of a gate")
                .allSatisfy(finding -> assertThat(RULES).contains(finding.gate() + " " + finding.rule()));
        if (isExample(unfit)) {
            Golden.compare(found.get(0), temp);
        }
    }

    /** What a host says of a code comes first; then the first in the list. */
    private static boolean isExample(UnfitExtension unfit) {
        Stream<ProblemCode> said =
                Stream.concat(BadInput.all().stream().map(broken -> broken.code()), HostProblemsIT.CODES.stream());
        return said.noneMatch(unfit.code()::equals)
                && Unfit.all().stream()
                        .filter(other -> other.code() == unfit.code())
                        .findFirst()
                        .orElseThrow()
                        .name()
                        .equals(unfit.name());
    }

    @Test
    @DisplayName("GATE-12: each unfit extension has a name of its own")
    void names() {
        assertThat(Unfit.all()).extracting(UnfitExtension::name).doesNotHaveDuplicates();
    }
}
