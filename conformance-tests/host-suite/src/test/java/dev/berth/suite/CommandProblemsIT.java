/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.host.cli.Cli;
import dev.berth.host.cli.client.HostFile;
import dev.berth.host.cli.client.ProblemReader;
import dev.berth.host.cli.console.Terminal;
import dev.berth.host.cli.session.Surroundings;
import dev.berth.host.server.BerthServer;
import dev.berth.host.server.ServerConfig;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands say by themselves (GATE-172, CLI-3); most of what they say comes from the host. */
final class CommandProblemsIT {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES = Set.of(
            ProblemCode.HOST_UNREACHABLE,
            ProblemCode.CONSENT_REQUIRED,
            ProblemCode.SETTING_NOT_FOUND,
            ProblemCode.FILE_EXPOSED,
            ProblemCode.CLOCK_SKEWED,
            ProblemCode.JVM_UNGUARDED);

    /** Two of the flags that the doctor looks for are known to these JDKs only. */
    private static final int DENIES = 24;

    @TempDir
    Path temp;

    private Path home() {
        return temp.resolve("home");
    }

    private List<Problem> berth(Clock clock, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal pipes = new Terminal(InputStream.nullInputStream(), print, print, false, false, false, 100, false);
        Surroundings given = new Surroundings(Map.of("BERTH_HOME", home().toString()), temp, pipes, clock);
        new Cli(given, Map.of()).run(arguments);
        JsonObject document = (JsonObject) StrictJson.parse(out.toString(StandardCharsets.UTF_8));
        return ProblemReader.list(document, "problems");
    }

    private void judge(ProblemCode code, List<Problem> said) {
        Golden.judge(code, said, home());
    }

    @Test
    @DisplayName("CLI-2, GATE-172: without a host, a command says how to start one")
    void nobody() {
        judge(ProblemCode.HOST_UNREACHABLE, berth(Clock.systemUTC(), "list", "--json"));
    }

    @Test
    @DisplayName("CLI-4, GATE-172: what needs somebody to agree, is not there, or is wrong with the machine")
    void somebody() throws IOException {
        String token = "a-token-of-the-tests-0123456789";
        try (TestHost host = TestHost.start(home());
                BerthServer server = BerthServer.start(
                        host.runtime(),
                        new ServerConfig(ServerConfig.LOOPBACK, 0, token, temp.resolve("uploads"), () -> {}))) {
            host.install(Samples.HELLO);
            HostFile file = new HostFile(
                    server.url(),
                    server.mcpUrl(),
                    Optional.empty(),
                    token,
                    ProcessHandle.current().pid(),
                    Instant.now());
            file.write(home());
            Clock now = Clock.systemUTC();
            judge(ProblemCode.CONSENT_REQUIRED, berth(now, "archive", TestHost.HELLO.value(), "--json"));
            assertThat(host.state(TestHost.HELLO)).isEqualTo("ACTIVE");
            judge(
                    ProblemCode.SETTING_NOT_FOUND,
                    berth(now, "settings", TestHost.HELLO.value(), "get", "greeting", "--json"));
            Files.setPosixFilePermissions(HostFile.in(home()), PosixFilePermissions.fromString("rw-r--r--"));
            List<Problem> doctor = berth(Clock.offset(now, Duration.ofMinutes(-90)), "doctor", "--json");
            assertThat(doctor.toString()).doesNotContain(token);
            judge(ProblemCode.FILE_EXPOSED, doctor);
            judge(ProblemCode.CLOCK_SKEWED, doctor);
            assertThat(doctor).extracting(Problem::code).contains(ProblemCode.JVM_UNGUARDED);
            assumeTrue(Runtime.version().feature() >= DENIES, "the text names the flags of newer JDKs");
            judge(ProblemCode.JVM_UNGUARDED, doctor);
        }
    }
}
