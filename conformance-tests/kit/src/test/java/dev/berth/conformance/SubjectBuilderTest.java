/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.sdk.problem.ProblemCode;
import org.junit.jupiter.api.Test;

final class SubjectBuilderTest {
    @Test
    void whatIsNotSaidIsRight() {
        Subject subject = SubjectBuilder.connector().build();
        assertThat(subject.validation().problems()).isEmpty();
        assertThat(subject.manifest().orElseThrow().subject()).isEqualTo("@acme/crm-connector 1.4.0");
        assertThat(subject.folder()).contains("crm-connector");
        assertThat(subject.block().orElseThrow().get("kind")).isPresent();
    }

    @Test
    void aFaultInTheManifestIsFoundByTheRealValidator() {
        Subject subject = SubjectBuilder.connector().block("swap", "never").build();
        assertThat(subject.manifest()).isEmpty();
        assertThat(subject.validation().problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.SWAP_UNKNOWN));
    }

    @Test
    void aBrokenManifestIsASubjectToo() {
        Subject subject = SubjectBuilder.connector().file("package.json", "[]").build();
        assertThat(subject.packageJson()).isEmpty();
        assertThat(subject.validation().problems()).isNotEmpty();
    }
}
