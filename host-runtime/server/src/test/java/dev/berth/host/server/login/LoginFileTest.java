/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.host.identity.Role;
import dev.berth.host.identity.Tenancy;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginFileTest {
    private static final String GOOD = """
            {"issuer": "https://id.example", "clientId": "berth", "clientSecret": {"env": "SECRET"},
             "callbackUrl": "https://berth.example/login/callback", "roles": {"a": "admin"}%s}
            """;

    @TempDir
    Path home;

    private Optional<LoginSetup> read(String text, Tenancy tenancy) throws IOException {
        Files.writeString(home.resolve("login.json"), text);
        return LoginFile.read(
                home, name -> Optional.ofNullable(Map.of("SECRET", "s3cret").get(name)), tenancy);
    }

    private List<Problem> problems(String text, Tenancy tenancy) {
        ProblemException thrown = catchThrowableOfType(ProblemException.class, () -> read(text, tenancy));
        assertThat(thrown).isNotNull();
        assertThat(thrown.problems()).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.LOGIN_INVALID);
            assertThat(problem.text()).doesNotContain("s3cret").contains("Declared at login.json");
        });
        return thrown.problems();
    }

    @Test
    @DisplayName("Without a file people come in by token; with one its secret does not print")
    void good() throws IOException {
        assertThat(LoginFile.read(home, name -> Optional.empty(), Tenancy.SINGLE))
                .isEmpty();
        LoginSetup setup = read(GOOD.formatted(""), Tenancy.SINGLE).orElseThrow();
        assertThat(setup.scopes()).containsExactly("openid");
        assertThat(setup.secret().orElseThrow().value()).isEqualTo("s3cret");
        assertThat(setup.rules())
                .isEqualTo(new RoleRules(
                        "sub", Optional.empty(), "roles", Map.of("a", Role.ADMIN), Map.of(), Optional.empty()));
        assertThat(setup.toString()).doesNotContain("s3cret");
    }

    @Test
    @DisplayName("All that is wrong with a file is said at once, each with its place and a near miss")
    void allAtOnce() {
        assertThat(problems("""
                        {
                          "issuer": "http://id.example",
                          "clientSecret": "s3cret-in-the-file",
                          "callbackUrl": "https://berth.example/callback",
                          "scope": ["groups"],
                          "claims": {"group": "x"},
                          "roles": {"a": "root"},
                          "fallbackRole": "nobody"
                        }
                        """, Tenancy.SINGLE))
                .extracting(problem -> problem.location().orElseThrow().toString())
                .containsExactlyInAnyOrder(
                        "login.json:2:13 \"issuer\"",
                        "login.json:1:1 \"clientId\"",
                        "login.json:3:19 \"clientSecret\"",
                        "login.json:4:18 \"callbackUrl\"",
                        "login.json:5:3 \"scope\"",
                        "login.json:6:14 \"claims.group\"",
                        "login.json:7:12 \"roles\"",
                        "login.json:7:12 \"roles\"",
                        "login.json:8:19 \"fallbackRole\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", \"claims\": {}", ", \"platformRoles\": {\"b\": \"owner\"}"})
    @DisplayName("PORT-62: a host of several needs to know whose organisation it is")
    void several(String more) throws IOException {
        assertThat(problems(GOOD.formatted(more), Tenancy.SEVERAL))
                .singleElement()
                .extracting(Problem::summary)
                .isEqualTo("login.json needs \"claims\" to be an object with the claim that names the \"organization\";"
                        + " found none. The host was not started.");
        assertThat(read(GOOD.formatted(", \"claims\": {\"organization\": \"org\"}"), Tenancy.SEVERAL))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ", \"claims\": {\"organization\": \"org\"}",
                ", \"platformRoles\": {}",
                ", \"roles\": {}",
                ", \"claims\": 7",
                ", \"scopes\": [7]",
                ", \"fallbackRole\": \"\"",
            })
    @DisplayName("PORT-62: what means nothing on a host of one, or nothing at all, is refused")
    void one(String more) {
        assertThat(problems(GOOD.formatted(more), Tenancy.SINGLE)).isNotEmpty();
    }
}
