/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.BadInput;
import dev.berth.fixtures.BrokenExtension;
import dev.berth.host.jvm.JvmGuard;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import dev.berth.suite.Program.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts rely on: exit codes (CLI-2), one JSON document (CLI-3), and a host that no package can hurt. */
final class CliIT {
    private static final String[] PROBLEM = {
        "code", "severity", "blame", "subject", "summary", "facts", "fix", "location", "causes"
    };

    @TempDir
    static Path temp;

    private static Program berth = new Program(Path.of("."));

    @BeforeAll
    static void start() throws Exception {
        berth = new Program(temp.resolve("home"));
        Result up = berth.run("up", "--port", "0", "--detach");
        assertThat(up.exit()).as(up.err()).isZero();
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(berth.run("down").exit()).isZero();
        assertThat(berth.home().resolve("host.json")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "list",
                "info @samples/hello-connector",
                "why @samples/hello-connector",
                "grants",
                "grants @samples/hello-connector",
                "tools",
                "call hello_greet {\"name\":\"Ada\"}",
                "audit",
                "audit --verify",
                "doctor",
                "explain",
                "explain port-unknown",
                "plan archive @samples/hello-connector"
            })
    void printsOneDocumentAndNothingElse(String command) throws Exception {
        Result result = berth.run((command + " --json").split(" "));
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.json().members()).isNotEmpty();
        assertThat(result.out()).doesNotContain("\u001b");
    }

    @ParameterizedTest
    @CsvSource({
        "not-a-jar, 5",
        "truncated-jar, 5",
        "malformed-json, 5",
        "unknown-port, 5",
        "abi-too-new, 5",
        "javascript-entry, 5",
        "missing-dependency, 5",
        "throws-in-register, 1",
        "calls-ungranted-port, 1",
        "throws-in-static-initialiser, 1"
    })
    void aBrokenPackageHasItsExitCodeAndHurtsNobody(String name, int exit) throws Exception {
        BrokenExtension broken = BadInput.named(name);
        Result result = berth.run(
                "install", broken.writeTo(temp).toString(), "--accept-unsigned", "--grant", "all", "--yes", "--json");
        assertThat(result.exit()).as(result.out()).isEqualTo(exit);
        assertThat(result.out()).contains("\"" + broken.code() + "\"").doesNotContain(temp.toString());
        assertThat(berth.run("call", "hello_greet", "{\"name\":\"Ada\"}").exit())
                .isZero();
        Result why = berth.run("why", broken.id());
        assertThat(why.exit()).isEqualTo(exit == 5 ? 3 : 0);
        if (exit == 1) {
            assertThat(berth.run("uninstall", broken.id(), "--yes").exit()).isZero();
        }
    }

    @Test
    void aFailureHasTheMembersOfAProblem() throws Exception {
        Result result = berth.run("info", "@samples/nobody-connector", "--json");
        JsonArray problems = (JsonArray) result.json().get("problems").orElseThrow();
        assertThat(problems.items()).hasSize(1);
        assertThat(((JsonObject) problems.items().get(0)).members()).containsOnlyKeys(PROBLEM);
    }

    @Test
    void otherFailuresHaveTheirExitCodes() throws Exception {
        assertThat(berth.run("info", "@samples/nobody-connector").exit()).isEqualTo(3);
        assertThat(berth.run("info", "nonsense").exit()).isEqualTo(2);
        assertThat(berth.run("install", temp.resolve("none.jar").toString(), "--yes")
                        .exit())
                .isEqualTo(3);
        assertThat(berth.run("call", "hello_greet", "{\"nam\":\"Ada\"}").exit()).isEqualTo(2);
        assertThat(berth.run("grant", "@samples/hello-connector", "secrets", "--yes")
                        .exit())
                .isEqualTo(5);
        String url = berth.hostFile().string("url").orElseThrow();
        Result stranger = Program.run(
                Map.of("BERTH_HOME", temp.resolve("nobody").toString(), "BERTH_TOKEN", "x".repeat(43)),
                List.of(Program.CHECKOUT.resolve("berth").toString(), "list", "--host", url));
        assertThat(stranger.exit()).as(stranger.err()).isEqualTo(4);
        assertThat(stranger.err()).contains("[token-required]");
    }

    /** The example is what a host said when a test provoked the problem. */
    @Test
    void explainShowsTheTextsOfTheTests() throws Exception {
        JsonArray all =
                (JsonArray) berth.run("explain", "--json").json().get("codes").orElseThrow();
        assertThat(all.items()).hasSize(ProblemCode.values().length);
        for (String code : List.of("abi-out-of-range", "requirement-cycle", "home-locked")) {
            JsonObject one = berth.run("explain", code, "--json").json();
            String text = Files.readString(Program.CHECKOUT.resolve(
                    "host-runtime/cli/src/main/resources/dev/berth/host/cli/problems/" + code + ".txt"));
            assertThat(one.string("example")).contains(text.stripTrailing());
        }
    }

    /** Ctrl-C in the terminal where it runs: it stops as by {@code berth down}, and its home is free. */
    @Test
    void anInterruptStopsAHostInTheForeground() throws Exception {
        Program other = new Program(temp.resolve("foreground"));
        Path output = temp.resolve("foreground.txt");
        List<String> command = new ArrayList<>(
                List.of(Program.CHECKOUT.resolve("berth").toString(), "up", "--port", "0", "--no-samples", "--json"));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(temp.resolve("foreground-err.txt").toFile());
        builder.environment().put("BERTH_HOME", other.home().toString());
        Process host = builder.start();
        try {
            Waits.until(
                    "the host to be up",
                    () -> Files.exists(output) && Files.readString(output).endsWith("}\n"));
            assertThat(((JsonObject) StrictJson.parse(Files.readString(output))).string("url"))
                    .isPresent();
            long pid = other.hostFile().get("pid").orElseThrow().as(Long.class);
            assertThat(Program.run(Map.of(), List.of("kill", "-INT", String.valueOf(pid)))
                            .exit())
                    .isZero();
            Waits.until("the host to end", () -> !host.isAlive());
            assertThat(host.exitValue()).isIn(0, 130);
            assertThat(other.home().resolve("host.json")).doesNotExist();
            assertThat(Files.readString(temp.resolve("foreground-err.txt"))).doesNotContain("Exception");
        } finally {
            host.destroyForcibly();
        }
        TestHost.start(other.home()).close();
    }

    /** ENG-9, and a carrier to spare for each extension that never gives its own back. */
    @Test
    void theHostRunsWithItsFlags() throws Exception {
        long pid = berth.hostFile().get("pid").orElseThrow().as(Long.class);
        String line = ProcessHandle.of(pid).orElseThrow().info().commandLine().orElse("");
        assertThat(line).contains(JvmGuard.flags(Runtime.version().feature()));
        JsonObject guard =
                (JsonObject) berth.run("status", "--json").json().get("guard").orElseThrow();
        assertThat(guard.string("level")).contains(Runtime.version().feature() >= 24 ? "FULL" : "PARTIAL");
        assertThat(line).contains("-Djdk.virtualThreadScheduler.parallelism=");
    }
}
