/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActorTest {
    private static Actor with(String... roles) {
        return new Actor(Optional.empty(), Optional.empty(), Set.of(roles));
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin,member", "admin, member", " admin  member ", "member\tadmin", ",admin,,member,"})
    @DisplayName("PORT-81: a joined role string is several roles")
    void joined(String text) {
        assertThat(with(text)).isEqualTo(with("admin", "member"));
        assertThat(with(text, "owner").orgRoles()).containsExactlyInAnyOrder("admin", "member", "owner");
    }

    @Test
    @DisplayName("PORT-81: a role is never a part of another's name, and a blank is none")
    void notJoined() {
        assertThat(with("org:admin").orgRoles()).containsExactly("org:admin").doesNotContain("admin");
        assertThat(with("", " ").orgRoles()).isEmpty();
    }
}
