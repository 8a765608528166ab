/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.cli.client.HostFile;
import dev.berth.host.cli.client.Json;
import dev.berth.manifest.field.ManifestSchema;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need no host. */
class LocalTest {
    @TempDir
    Path home;

    private Run.Result berth(String... arguments) {
        return new Run(home).berth(arguments);
    }

    @Test
    void schemaIsTheOneThatTheValidatorShips() {
        Run.Result schema = berth("schema");
        assertThat(schema.code()).isZero();
        assertThat(StrictJson.parse(schema.out())).isEqualTo(ManifestSchema.generate());
    }

    @Test
    void explainKnowsEveryCode() {
        List<JsonObject> codes = Json.objects(berth("explain", "--json").json(), "codes");
        assertThat(codes).hasSameSizeAs(ProblemCode.values());
        for (ProblemCode code : ProblemCode.values()) {
            Run.Result result = berth("explain", code.toString());
            assertThat(result.code()).isZero();
            assertThat(result.out()).contains(code.toString(), "Exit code");
        }
        assertThat(berth("explain", "[home-locked]").out()).contains("Exit code  6");
    }

    @Test
    void bashCanReadItsCompletion() throws Exception {
        String script = berth("completion", "bash").out();
        Path file = Files.writeString(home.resolve("berth.sh"), script);
        assertThat(shell("source " + file
                        + "; COMP_WORDS=(berth inst); COMP_CWORD=1; _complete_berth; echo \"${COMPREPLY[*]}\";"
                        + " COMP_WORDS=(berth plan arch); COMP_CWORD=2; _complete_berth; echo \"${COMPREPLY[*]}\";"
                        + " COMP_WORDS=(berth list --js); COMP_CWORD=2; _complete_berth; echo \"${COMPREPLY[*]}\""))
                .isEqualTo("install\narchive\n--json\n");
        assertThat(berth("completion", "zsh").out()).contains("bashcompinit");
    }

    @Test
    void fishGetsALineForEachCommandAndOption() {
        String script = berth("completion", "fish").out();
        assertThat(script)
                .contains("complete -c berth -n '__fish_use_subcommand' -f -a install -d ")
                .contains("-n '__fish_seen_subcommand_from install' -l grant -r -d ")
                .contains("-a archive -d ");
        assertThat(script.lines())
                .allSatisfy(line -> assertThat(line.replace("\\'", "")
                                        .chars()
                                        .filter(c -> c == '\'')
                                        .count()
                                % 2)
                        .isZero());
    }

    @Test
    void doctorFindsWhatIsWrongWithAHome() throws IOException {
        assertThat(berth("doctor").code()).isZero();
        Files.writeString(HostFile.in(home), "{}");
        Files.setPosixFilePermissions(HostFile.in(home), PosixFilePermissions.fromString("rw-r--r--"));
        Run.Result result = berth("doctor");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).containsPattern("host.json +failed");
        assertThat(result.err()).contains("[file-exposed]", "chmod 600");
        assertThat(berth("doctor", "--json").json().members()).containsKeys("checks", "problems");
    }

    @Test
    void doctorAsksTheRunningHost() throws IOException {
        try (FakeHost host = new FakeHost()
                .announce(home)
                .on("GET /api/status", status(true))
                .on("GET /health", "{\"status\":\"up\"}")
                .on("GET /api/audit/verification", "{\"intact\":true}")
                .on("GET /api/secrets/verification", "{\"unreadable\":[]}")
                .on("GET /api/login", "{\"configured\":false,\"problems\":[]}")) {
            Run.Result good = berth("doctor", "--json");
            assertThat(good.json().toString())
                    .contains("{\"check\":\"host\",\"result\":\"ok\"", "{\"check\":\"clock\",\"result\":\"ok\"")
                    .contains("{\"check\":\"audit log\",\"result\":\"ok\"")
                    .contains("\"finding\":\"PostgreSQL 18.6, postgresql://mia@db/berth\"")
                    .contains("{\"check\":\"host JVM\",\"result\":\"warning\"", "jvm-unguarded");
            assertThat(good.code()).isZero();
            host.on("GET /api/leaks", "{\"leaks\":[],\"problems\":[]}");
            assertThat(berth("doctor", "--leaks").out()).contains("nothing that is gone is still held");
            host.on("GET /api/leaks", """
                    {"leaks":[{}],"problems":[{"code":"destroy-leaks","severity":"WARNING","blame":"AUTHOR",
                     "subject":"@a/b-connector 1.0.0","summary":"The thread \\"poller\\" runs on.","facts":{},"causes":[]}]}
                    """);
            Run.Result held = berth("doctor", "--leaks");
            assertThat(held.err()).contains("The thread \"poller\" runs on.", "[destroy-leaks]");
            assertThat(held.code()).isZero();
            assertThat(berth("doctor", "--heap").err()).contains("[destroy-leaks]");
            assertThat(berth("doctor", "--leaks", "--heap").err()).contains("[destroy-leaks]");
            assertThat(good.json().toString()).contains("{\"check\":\"login\",\"result\":\"skipped\"");
            host.on("GET /api/login", "{\"configured\":true,\"issuer\":\"https://id.example\",\"problems\":[]}");
            assertThat(berth("doctor").out()).containsPattern("login +ok +https://id.example answers");
            host.on("GET /api/login", LOGIN_DOWN);
            Run.Result down = berth("doctor");
            assertThat(down.code()).isEqualTo(7);
            assertThat(down.err()).contains("needs an answer of the login provider", "[login-unavailable]");
            host.on("GET /api/login", "{\"configured\":false,\"problems\":[]}");
            host.on("GET /api/audit/verification", "{\"intact\":false}");
            assertThat(berth("doctor").code()).isEqualTo(1);
            host.on("GET /api/status", status(false));
            Run.Result away = berth("doctor");
            assertThat(away.code()).isEqualTo(7);
            assertThat(away.out()).containsPattern("database +failed").doesNotContain("audit log");
            assertThat(away.err()).contains("does not answer", "[store-unavailable]");
            host.on("GET /api/status", "{\"ready\":false,\"boot\":[]}");
            assertThat(berth("doctor").code()).isEqualTo(7);
        }
    }

    private static final String LOGIN_DOWN = """
            {"configured":true,"issuer":"https://id.example","problems":[{"code":"login-unavailable","severity":"ERROR",
             "blame":"EXTERNAL","subject":"the login","summary":"The login at https://id.example needs an answer of the login
             provider within 10 s; found ConnectException. Nobody was signed in; nothing was changed.","facts":{},"fix":{},"location":null,"causes":[]}]}
            """.replace("login\n ", "login ");

    private static String status(boolean reachable) {
        return """
                {"ready":true,"version":"0.1.0","boot":[],
                 "guard":{"level":"PARTIAL","ways":[],"problems":[{"code":"jvm-unguarded","severity":"WARNING","blame":"OPERATOR",
                 "subject":"the host's JVM","summary":"The host's JVM leaves ways open.","facts":{},"causes":[]}]},
                 "database":{"product":"PostgreSQL","version":"18.6","place":"postgresql://mia@db/berth","reachable":%s}}""".formatted(reachable);
    }

    private static String shell(String script) throws Exception {
        Process bash = new ProcessBuilder("bash", "-c", script)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        bash.waitFor();
        return out;
    }
}
