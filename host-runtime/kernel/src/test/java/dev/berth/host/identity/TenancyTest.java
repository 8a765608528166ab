/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenancyTest {
    @Test
    @DisplayName("PORT-62: one organisation is in every context; of several, the one of who calls")
    void context() {
        assertThat(Tenancy.SINGLE.context(Optional.empty())).contains("default");
        assertThat(Tenancy.SINGLE.context(Optional.of("acme"))).contains("default");
        assertThat(Tenancy.SEVERAL.context(Optional.empty())).isEmpty();
        assertThat(Tenancy.SEVERAL.context(Optional.of("acme"))).contains("acme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-acme", "a b", "acme/x", "ac\u0000me", "\uD800", "a\nb", "ä"})
    @DisplayName("What is no organisation's name is refused, and shown on one line")
    void noName(String name) {
        refuses(Tenancy.SEVERAL, name);
        refuses(Tenancy.SEVERAL, "a".repeat(129));
        assertThat(Tenancy.SEVERAL.named(Optional.of("Acme-1.eu_x"))).contains("Acme-1.eu_x");
        assertThat(Tenancy.SEVERAL.named(Optional.empty())).isEmpty();
    }

    @Test
    @DisplayName("PORT-62: a host of one organisation takes no name of any, not even its own")
    void single() {
        refuses(Tenancy.SINGLE, "acme");
        refuses(Tenancy.SINGLE, "default");
        assertThat(Tenancy.SINGLE.named(Optional.empty())).isEmpty();
    }

    private static void refuses(Tenancy tenancy, String name) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> tenancy.named(Optional.of(name)))
                .satisfies(e -> {
                    assertThat(e.problem().code()).isEqualTo(ProblemCode.USAGE_INVALID);
                    assertThat(e.problem().summary().length()).isLessThan(300);
                    assertThat(e.problem().summary()).doesNotContain("\n").doesNotContain("\u0000");
                });
    }
}
