/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.host.server.outbound.Secret;
import dev.berth.host.server.outbound.Target;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetupFileTest {
    private static final String OWN = """
            {
              "callbackUrl": "https://berth.example/oauth/callback",
              "providers": {
                "github": {
                  "authorizationUrl": "https://github.example/authorize",
                  "tokenUrl": "https://github.example/token",
                  "clientId": "id-1",
                  "clientSecret": {"env": "GITHUB_SECRET"},
                  "clientAuthentication": "post",
                  "scopes": ["repo", "user"],
                  "parameters": {"prompt": "consent"},
                  "issuer": "https://github.example"
                },
                "inside": {
                  "authorizationUrl": "http://127.0.0.1:9000/auth",
                  "tokenUrl": "http://sso.internal/token",
                  "clientId": "id-2",
                  "private": true
                }
              }
            }
            """;
    private static final Map<String, String> ENVIRONMENT =
            Map.of("GITHUB_SECRET", "s3cret-of-github\n", "NANGO_KEY", "s3cret-of-nango", "EMPTY", " ");

    @TempDir
    Path home;

    private Optional<Setup> read(String text) throws IOException {
        Files.writeString(home.resolve("providers.json"), text);
        return SetupFile.read(home, name -> Optional.ofNullable(ENVIRONMENT.get(name)));
    }

    private void own(String name, String secret) throws IOException {
        Path file = home.resolve(name);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret);
    }

    private List<Problem> problems(String text) {
        ProblemException thrown = catchThrowableOfType(ProblemException.class, () -> read(text));
        assertThat(thrown).isNotNull();
        assertThat(thrown.problems()).allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.PROVIDERS_INVALID);
            assertThat(problem.text()).doesNotContain("s3cret").contains("Declared at providers.json");
        });
        return thrown.problems();
    }

    @Test
    @DisplayName("PORT-77: without a file there is no gateway")
    void absent() {
        assertThat(SetupFile.read(home, name -> Optional.empty())).isEmpty();
    }

    @Test
    @DisplayName(
            "PORT-76, PORT-78: the file sets up providers with their clients; secrets come from elsewhere and do not print")
    void own() throws IOException {
        Setup.Own own = (Setup.Own) read(OWN).orElseThrow();
        assertThat(own.callbackUrl()).isEqualTo(URI.create("https://berth.example/oauth/callback"));
        Provider github = own.providers().get("github");
        assertThat(github)
                .isEqualTo(new Provider(
                        "github",
                        new Target(URI.create("https://github.example/authorize"), false),
                        new Target(URI.create("https://github.example/token"), false),
                        "id-1",
                        Optional.of(new Secret("s3cret-of-github")),
                        true,
                        List.of("repo", "user"),
                        Map.of("prompt", "consent"),
                        Optional.of("https://github.example")));
        Provider inside = own.providers().get("inside");
        assertThat(inside.secret()).isEmpty();
        assertThat(inside.token().isPrivate()).isTrue();
        assertThat(own.toString()).doesNotContain("s3cret");
    }

    @Test
    @DisplayName(
            "PORT-76, PORT-78: or a Nango server, whose own callback is what providers see unless the file says otherwise")
    void nango() throws IOException {
        own("key.txt", "s3cret-of-nango");
        Setup.Nango nango = (Setup.Nango) read("""
                {"nango": {"url": "https://nango.example/api/", "secretKey": {"file": "key.txt"}, "publicKey": "pk",
                           "connectUrl": "https://connect.example"}}
                """).orElseThrow();
        assertThat(nango.server().below("/connections").uri())
                .isEqualTo(URI.create("https://nango.example/api/connections"));
        assertThat(nango.callbackUrl()).isEqualTo(URI.create("https://nango.example/api/oauth/callback"));
        assertThat(nango.secretKey().value()).isEqualTo("s3cret-of-nango");
        assertThat(nango.publicKey()).contains("pk");
        assertThat(nango.toString()).doesNotContain("s3cret");
    }

    @Test
    @DisplayName("PORT-76: all that is wrong with a file is said at once, each with its place")
    void allAtOnce() {
        List<Problem> problems = problems("""
                {
                  "callbackUrl": "http://berth.example/oauth/callback",
                  "provider": {},
                  "providers": {
                    "github": {
                      "tokenUrl": "ftp://github.example",
                      "authorizationUrl": "http://github.example/authorize",
                      "clientSecret": "s3cret-in-the-file",
                      "clientAuthentication": "header",
                      "scopes": "repo",
                      "parameters": {"state": "x", "prompt": 7},
                      "private": "no",
                      "issuers": "x"
                    }
                  }
                }
                """);
        assertThat(problems)
                .extracting(problem -> problem.location().orElseThrow().toString())
                .containsExactlyInAnyOrder(
                        "providers.json:2:18 \"callbackUrl\"",
                        "providers.json:3:3 \"provider\"",
                        "providers.json:13:7 \"providers.github.issuers\"",
                        "providers.json:5:15 \"providers.github.clientId\"",
                        "providers.json:6:19 \"providers.github.tokenUrl\"",
                        "providers.json:7:27 \"providers.github.authorizationUrl\"",
                        "providers.json:8:23 \"providers.github.clientSecret\"",
                        "providers.json:9:31 \"providers.github.clientAuthentication\"",
                        "providers.json:10:17 \"providers.github.scopes\"",
                        "providers.json:11:21 \"providers.github.parameters\"",
                        "providers.json:11:46 \"providers.github.parameters.prompt\"",
                        "providers.json:12:18 \"providers.github.private\"",
                        "providers.json:12:18 \"providers.github.private\"");
        assertThat(problems)
                .extracting(Problem::summary)
                .contains("providers.json needs \"provider\" to be one of $schema, callbackUrl, nango, providers; found"
                        + " \"provider\", near \"providers\". The host was not started.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"env\": \"NOWHERE\"}               | no such variable, or an empty one",
                "{\"env\": \"EMPTY\"}                 | no such variable, or an empty one",
                "{\"file\": \"nowhere.txt\"}          | no such file, or one that is empty, cannot be read, or can be read by others",
                "{\"file\": \".\"}                    | no such file, or one that is empty, cannot be read, or can be read by others",
                "{\"file\": \"a\\u0000b\"}          | no such file, or one that is empty, cannot be read, or can be read by others",
                "{\"file\": \"open.txt\"}             | no such file, or one that is empty, cannot be read, or can be read by others",
                "{}                                   | neither",
                "{\"env\": \"NANGO_KEY\", \"file\": \"x\"} | both",
                "\"s3cret\"                           | another value",
                "[\"s3cret\"]                         | another value",
            })
    @DisplayName(
            "PORT-74: a secret that cannot be found is named by where it should be, and one in the file itself is not repeated")
    void secrets(String source, String found) throws IOException {
        own("open.txt", "s3cret");
        Files.setPosixFilePermissions(home.resolve("open.txt"), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(problems("{\"nango\": {\"url\": \"https://nango.example\", \"secretKey\": " + source + "}}"))
                .extracting(Problem::summary)
                .anyMatch(
                        summary -> summary.contains("\"nango.secretKey\"") && summary.contains("found " + found + "."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "7",
                "{",
                "{} {}",
                "{}",
                "{\"providers\": {}, \"nango\": {}}",
                "{\"providers\": []}",
                "{\"nango\": null}",
                "{\"providers\": {\"a\": 1}, \"callbackUrl\": \"https://a/oauth/callback\"}",
                "{\"callbackUrl\": \"https://a/oauth/callback?x=1\", \"providers\": {}}",
                "{\"callbackUrl\": \"https://a/other\", \"providers\": {}}",
                "{\"callbackUrl\": \"https://u:p@a/oauth/callback\", \"providers\": {}}",
                "{\"callbackUrl\": \"https://a/oauth/callback#x\", \"providers\": {}}",
                "{\"callbackUrl\": \"/oauth/callback\", \"providers\": {}}",
                "{\"callbackUrl\": \"https://a/oauth/callback\", \"callbackUrl\": \"https://b/oauth/callback\", \"providers\": {}}",
            })
    @DisplayName("PORT-76: what is not a set-up is refused, whatever it is")
    void notASetup(String text) {
        assertThat(problems(text)).isNotEmpty();
    }

    @Test
    @DisplayName("PORT-76: bytes that are no text, and a file that is too large, are refused")
    void bytes() throws IOException {
        Path file = home.resolve("providers.json");
        for (byte[] bytes : List.of(
                new byte[] {(byte) 0xFF, (byte) 0xFE, 0},
                (" ".repeat(1024 * 1024) + "{}").getBytes(StandardCharsets.UTF_8))) {
            Files.write(file, bytes);
            assertThat(catchThrowableOfType(
                            ProblemException.class, () -> SetupFile.read(home, name -> Optional.empty())))
                    .hasMessageContaining("[providers-invalid]");
        }
    }
}
