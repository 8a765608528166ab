/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NearMissesTest {
    @Test
    @DisplayName("GATE-168: near comes first, a part of a name is near, and far does not come at all")
    void nearestFirst() {
        List<String> known = List.of("install", "uninstall", "update", "list", "status");
        assertThat(NearMisses.of("lsit", known)).containsExactly("list");
        assertThat(NearMisses.of("instal", known)).containsExactly("install", "uninstall");
        assertThat(NearMisses.of("INSTALL", known)).startsWith("install");
        assertThat(NearMisses.of("greet", List.of("hello_greet"))).containsExactly("hello_greet");
        assertThat(NearMisses.of("zzzzzz", known)).isEmpty();
        assertThat(NearMisses.of("x".repeat(100_000), List.of("x".repeat(100_000))))
                .isEmpty();
    }

    @Test
    @DisplayName("GATE-168: at most five, nearest first, then by name")
    void atMostFive() {
        List<String> names =
                List.of("secrets", "settings", "secret-x", "jobs", "secretary", "sacret", "secre", "secreta");
        assertThat(NearMisses.of("secret", names)).containsExactly("sacret", "secre", "secreta", "secrets", "secret-x");
    }

    @Test
    @DisplayName("GATE-168: the question stands after a sentence, or is not there")
    void question() {
        assertThat(NearMisses.question(List.of())).isEmpty();
        assertThat(NearMisses.question(List.of("a", "b"))).isEqualTo(" Did you mean \"a\" or \"b\"?");
        assertThat(NearMisses.question("mcpp", List.of("mcp", "ui"))).isEqualTo(" Did you mean \"mcp\"?");
    }
}
