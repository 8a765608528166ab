/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.conformance.GateId;
import dev.berth.conformance.engine.Report;
import dev.berth.conformance.engine.StandardGates;
import dev.berth.conformance.run.CheckRequest;
import dev.berth.conformance.run.Conformance;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Problems of the files beside a package: policy, baseline, a project that was not built (GATE-9 to GATE-12, GATE-172). */
final class CheckProblemsTest {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES = Golden.codes(Case.values());

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-15T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path temp;

    /** A file beside a sound extension without a README, and the check that meets it. */
    @SuppressWarnings("ImmutableEnumChecker") // a case is a function
    enum Case {
        POLICY_INVALID(
                (folder, check) -> check.withPolicy(write(folder, "policy.json", "{\"readme\": {\"maxBites\": 5}}"))),
        POLICY_ENTRY_STALE((folder, check) -> check.withPolicy(
                write(folder, "policy.json", "{\"naming\": {\"exceptions\": [\"@acme/gone-connector\"]}}"))),
        BASELINE_STALE((folder, check) -> check.withBaseline(baseline(folder, "readme-size", ""))),
        BASELINE_EXPIRED((folder, check) ->
                check.withBaseline(baseline(folder, "readme-missing", ", \"until\": \"2026-06-14\""))),
        BASELINE_GROWN((folder, check) -> check.withBaseline(baseline(folder, "readme-missing", ""))
                .withBaselineBase(write(folder, "base.json", "{\"findings\": []}"))),
        PACKAGE_NOT_BUILT((folder, check) -> {
            Path extension = check.paths().get(0);
            write(extension, "pom.xml", "<project/>");
            write(extension, "src/main/java/acme/crm/Entry.java", "package acme.crm; class Entry {}");
            return check.withGates(Set.of(GateId.MANIFEST));
        });

        private final ProblemCode code = ProblemCode.valueOf(name());
        private final BiFunction<Path, CheckRequest, CheckRequest> meets;

        Case(BiFunction<Path, CheckRequest, CheckRequest> meets) {
            this.meets = meets;
        }
    }

    private static Path write(Path folder, String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path baseline(Path folder, String code, String more) {
        return write(
                folder,
                "berth-baseline.json",
                "{\"findings\": [{\"code\": \"" + code + "\", \"subject\": \"@acme/crm-connector\","
                        + " \"location\": \"README.md\", \"reason\": \"the text is being written\"" + more + "}]}");
    }

    @ParameterizedTest
    @DisplayName("GATE-12, GATE-172: what a check says of the files beside a package")
    @EnumSource
    void isToldWhole(Case wrong) {
        Path extension = temp.resolve("crm-connector");
        write(
                extension,
                wrong == Case.PACKAGE_NOT_BUILT ? "src/main/resources/package.json" : "package.json",
                ExtensionPackage.connector("@acme/crm-connector", "1.4.0").manifestText());
        CheckRequest request =
                CheckRequest.of(extension).withGates(Set.of(GateId.README)).withProbe(false);
        List<Problem> found = problems(wrong.meets.apply(temp, request)).stream()
                .filter(problem -> problem.code() == wrong.code)
                .toList();
        assertThat(found).isNotEmpty();
        assertThat(Golden.faults(found.get(0))).isEmpty();
        Golden.compare(found.get(0), temp);
    }

    private static List<Problem> problems(CheckRequest request) {
        Conformance conformance = new Conformance(StandardGates.all(), CLOCK);
        Report[] report = new Report[1];
        ProblemException refused =
                catchThrowableOfType(ProblemException.class, () -> report[0] = conformance.run(request));
        return refused == null
                ? Stream.concat(
                                report[0].failures().stream(),
                                report[0].findings().stream().map(Report.Entry::problem))
                        .toList()
                : refused.problems();
    }
}
