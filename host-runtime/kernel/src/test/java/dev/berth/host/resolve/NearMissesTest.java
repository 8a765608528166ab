/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NearMissesTest {
    @Test
    @DisplayName("GATE-168: nearest first, then by name, at most five, and nothing far away")
    void nearest() {
        List<String> names =
                List.of("secrets", "settings", "secret-x", "jobs", "secretary", "sacret", "secre", "secreta");
        assertThat(NearMisses.of("secret", names)).containsExactly("sacret", "secre", "secreta", "secrets", "secret-x");
        assertThat(NearMisses.of("nothing-like-it", List.of("a", "b"))).isEmpty();
        assertThat(NearMisses.of("", List.of("ab", "abc"))).containsExactly("ab");
    }

    @Test
    @DisplayName("GATE-168: the question stands after a sentence, or is not there")
    void question() {
        assertThat(NearMisses.question("mcpp", List.of("mcp", "ui"))).isEqualTo(" Did you mean mcp?");
        assertThat(NearMisses.question("telemetry", List.of("mcp"))).isEmpty();
    }
}
