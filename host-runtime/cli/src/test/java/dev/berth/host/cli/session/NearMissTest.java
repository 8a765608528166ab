/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.sdk.problem.Family;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearMissTest {
    @Test
    void nearComesFirstAndFarNotAtAll() {
        List<String> known = List.of("install", "uninstall", "update", "list", "status");
        assertThat(NearMiss.of("lsit", known)).containsExactly("list");
        assertThat(NearMiss.of("instal", known)).startsWith("install");
        assertThat(NearMiss.of("INSTALL", known)).startsWith("install");
        assertThat(NearMiss.of("zzzzzz", known)).isEmpty();
        assertThat(NearMiss.question(List.of())).isEmpty();
        assertThat(NearMiss.question(List.of("a", "b"))).isEqualTo(" Did you mean \"a\" or \"b\"?");
    }

    /** CLI-2. */
    @Test
    void everyFamilyHasItsExitCode() {
        assertThat(Arrays.stream(Family.values()).map(ExitCode::of)).containsExactly(1, 2, 3, 4, 5, 6, 7);
    }
}
