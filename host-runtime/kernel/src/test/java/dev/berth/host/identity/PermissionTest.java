/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionTest {
    private static final Optional<String> ACME = Optional.of("acme");
    private static final Optional<String> PLATFORM = Optional.empty();

    private static Identity in(Optional<String> organization, Role... roles) {
        return new Identity("ada", organization, Set.of(roles), "rest");
    }

    @ParameterizedTest(name = "{0} of the platform: {1}; of an organisation: {2}")
    @DisplayName(
            "LIFE-162 to LIFE-166, PORT-34: what each role may do on the platform, and what bound to one organisation")
    @CsvSource({
        "OWNER, look call configure decide admit change audit operate, look call configure decide admit change",
        "ADMIN, look call configure decide admit change audit, look call configure decide admit change",
        "MEMBER, look call, look call",
        "OPERATOR, look audit operate, look"
    })
    void table(Role role, String ofPlatform, String ofOrganization) {
        for (Permission permission : Permission.values()) {
            String name = permission.toString();
            assertThat(in(PLATFORM, role).may(permission, PLATFORM))
                    .as(name)
                    .isEqualTo(List.of(ofPlatform.split(" ")).contains(name));
            assertThat(in(PLATFORM, role).may(permission, ACME))
                    .as("the platform reaches every organisation: " + name)
                    .isEqualTo(List.of(ofPlatform.split(" ")).contains(name));
            assertThat(in(ACME, role).may(permission, ACME))
                    .as(name)
                    .isEqualTo(List.of(ofOrganization.split(" ")).contains(name));
            assertThat(in(ACME, role).may(permission, Optional.of("other")))
                    .as(name)
                    .isFalse();
            assertThat(in(ACME, role).may(permission, PLATFORM))
                    .as("PORT-34, a platform row: " + name)
                    .isFalse();
        }
    }

    @Test
    @DisplayName("A role is never looked for in a part of another's name; several roles allow what each of them does")
    void several() {
        Identity both = in(PLATFORM, Role.MEMBER, Role.OPERATOR);
        assertThat(Stream.of(Permission.values())
                        .filter(permission -> both.may(permission, PLATFORM))
                        .toList())
                .containsExactly(Permission.LOOK, Permission.CALL, Permission.AUDIT, Permission.OPERATE);
        assertThat(in(PLATFORM).may(Permission.LOOK, PLATFORM)).isFalse();
        assertThat(Role.find("admi")).isEmpty();
        assertThat(Role.find("ADMIN")).isEmpty();
        assertThat(Role.find("admin")).contains(Role.ADMIN);
    }

    @Test
    @DisplayName("PORT-34: a refusal says what is needed, where, and what was found")
    void refusal() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> in(ACME, Role.MEMBER).require(Permission.DECIDE, ACME))
                .satisfies(e -> {
                    assertThat(e.problem().code()).isEqualTo(ProblemCode.ROLE_REQUIRED);
                    assertThat(e.problem().text()).isEqualTo("""
                            ada may decide which ports extensions may use only with the role owner or admin in the organisation acme; \
                            found member in the organisation acme. Nothing was changed.
                            Operator: ask for it somebody who has one of these roles, or for a token that has it. [role-required]""");
                    assertThat(e.problem().facts())
                            .hasToString(
                                    "{\"permission\":\"decide\",\"needed\":[\"owner\",\"admin\"],\"found\":[\"member\"]}");
                });
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> in(ACME, Role.ADMIN).require(Permission.CHANGE, PLATFORM))
                .withMessageContaining("owner or admin on the whole platform; found admin in the organisation acme");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> in(ACME, Role.ADMIN).require(Permission.AUDIT))
                .withMessageContaining("on the whole platform; found admin in the organisation acme");
        in(ACME, Role.ADMIN).require(Permission.DECIDE);
        in(PLATFORM, Role.ADMIN).require(Permission.CHANGE);
    }
}
