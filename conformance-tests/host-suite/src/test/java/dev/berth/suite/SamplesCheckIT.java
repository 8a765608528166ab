/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.conformance.engine.Outcome;
import dev.berth.conformance.engine.Report;
import dev.berth.conformance.run.CheckRequest;
import dev.berth.conformance.run.Conformance;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** GATE-S1: what people copy from must be clean, as sources and as packed files. */
final class SamplesCheckIT {
    @Test
    @DisplayName("GATE-S1: the samples pass every gate, as source folders")
    void sourcesAreClean() {
        Path samples = Path.of(System.getProperty("berth.checkout")).resolve("sample-extensions");
        clean(new Conformance().run(CheckRequest.of(samples)));
    }

    @Test
    @DisplayName("GATE-S1: the samples pass every gate, as packed files")
    void packedFilesAreClean() {
        clean(new Conformance()
                .run(CheckRequest.of(
                        Path.of(System.getProperty("berth.samples")),
                        Path.of(System.getProperty("berth.samples.next")))));
    }

    private static void clean(Report report) {
        assertThat(report.findings()).isEmpty();
        assertThat(report.failures()).isEmpty();
        assertThat(report.exitCode()).isZero();
        assertThat(report.subjects()).hasSize(5);
        assertThat(report.subjects()).flatExtracting(Report.Checked::verdicts).allSatisfy(verdict -> {
            assertThat(verdict.outcome()).isIn(Outcome.PASSED, Outcome.SKIPPED);
            assertThat(verdict.outcome() == Outcome.SKIPPED)
                    .isEqualTo(verdict.reason().isPresent());
        });
    }
}
