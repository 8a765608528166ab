/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.conformance.Subject;
import dev.berth.conformance.SubjectBuilder;
import dev.berth.manifest.Phase;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ManifestGateTest {
    @Test
    @DisplayName("GATE-95: every problem of the validator, as it is")
    void validator() {
        SubjectBuilder broken = SubjectBuilder.connector()
                .block("swap", "never")
                .block("visibility", "public")
                .block("shiny", true);
        Subject subject = broken.build();
        assertThat(broken.run(new ManifestGate()).problems())
                .hasSize(3)
                .isEqualTo(subject.validation().problems());
    }

    @Test
    @DisplayName("GATE-95: a package without a readable manifest")
    void unreadable() {
        assertThat(SubjectBuilder.connector()
                        .file("package.json", "[1")
                        .run(new ManifestGate())
                        .codes())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("GATE-95 manifest-"));
    }

    @Test
    @DisplayName(
            "GATE-S20, GATE-96: the list of dependencies is there, also when it is empty; the validator alone does without")
    void dependencies() {
        SubjectBuilder without = SubjectBuilder.connector().withoutBlock("dependencies");
        assertThat(without.build().validation().problems()).isEmpty();
        assertThat(without.run(new ManifestGate()).codes()).containsExactly("GATE-96 dependencies-missing");
        assertThat(without.run(new ManifestGate()).problem().isError()).isTrue();
        assertThat(SubjectBuilder.connector()
                        .alias()
                        .withoutBlock("dependencies")
                        .run(new ManifestGate())
                        .codes())
                .containsExactly("GATE-96 dependencies-missing");
        assertThat(SubjectBuilder.connector()
                        .block("dependencies", List.of())
                        .run(new ManifestGate())
                        .codes())
                .isEmpty();
    }

    @Test
    @DisplayName("GATE-96: a host does without the list")
    void host() {
        assertThat(SubjectBuilder.connector()
                        .withoutBlock("dependencies")
                        .phase(Phase.HOST)
                        .run(new ManifestGate())
                        .problem()
                        .isError())
                .isFalse();
    }
}
