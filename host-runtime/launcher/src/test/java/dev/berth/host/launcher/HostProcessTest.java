/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.cli.Cli;
import dev.berth.host.cli.client.HostFile;
import dev.berth.host.cli.console.Terminal;
import dev.berth.host.cli.session.Surroundings;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host with its server, and the real commands against it. */
class HostProcessTest {
    @TempDir
    Path folder;

    private record Result(int code, String out, String err) {}

    private HostSettings settings(String home, int port) {
        return new HostSettings(
                folder.resolve(home),
                Optional.empty(),
                port,
                false,
                true,
                false,
                false,
                false,
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    private Result berth(Path home, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                false,
                100,
                false);
        Surroundings surroundings =
                new Surroundings(Map.of("BERTH_HOME", home.toString()), home, terminal, Clock.systemUTC());
        int code = new Cli(surroundings, Map.of("up", new UpCommand())).run(arguments);
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void everyCommandWorksAgainstIt() throws IOException {
        Path home = folder.resolve("home");
        Path file = new SkillPackage("@acme/test-skills", "1.0.0").write(folder.resolve("test.jar"));
        Path next = new SkillPackage("@acme/test-skills", "1.1.0").write(folder.resolve("next.jar"));
        try (HostProcess process = HostProcess.start(settings("home", 0), new Timings())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(HostFile.in(home))))
                    .isEqualTo("rw-------");
            assertThat(process.file().token()).hasSizeGreaterThanOrEqualTo(43);

            Result refused = berth(home, "install", file.toString(), "--yes");
            assertThat(refused.code()).as(refused.err()).isEqualTo(6);
            assertThat(refused.err()).contains("[unsigned-needs-consent]");
            assertDone(berth(home, "install", file.toString(), "--yes", "--accept-unsigned"), "@acme/test-skills");
            assertDone(berth(home, "list"), "@acme/test-skills");
            assertDone(berth(home, "info", "@acme/test-skills"), "Manifest");
            assertDone(berth(home, "why", "@acme/test-skills"), "active");
            assertDone(berth(home, "status"), "1 active of 1 installed");
            assertDone(berth(home, "grants"), "@acme/test-skills");
            assertDone(berth(home, "tools"), "No extension offers a tool");
            assertDone(berth(home, "audit"), "ExtensionInstalled");
            assertDone(berth(home, "audit", "--verify"), "whole");
            assertDone(berth(home, "plan", "update", next.toString(), "--accept-unsigned"), "Digest");
            assertDone(berth(home, "update", next.toString(), "--accept-unsigned", "--yes"), "1.1.0");
            assertDone(berth(home, "rollback", "@acme/test-skills", "--yes"), "1.0.0");
            assertDone(berth(home, "archive", "@acme/test-skills", "--yes"), "archive");
            assertDone(berth(home, "restore", "@acme/test-skills", "--yes"), "active");
            assertDone(berth(home, "uninstall", "@acme/test-skills", "--yes"), "uninstalled");
            assertThat(berth(home, "info", "@acme/test-skills").code()).isEqualTo(3);
            assertThat(berth(home, "call", "nope").code()).isEqualTo(3);
            assertThat(berth(home, "doctor").out())
                    .containsPattern("audit log +ok")
                    .contains("held by this process");
        }
        assertThat(HostFile.in(home)).doesNotExist();
        assertThat(berth(home, "list").code()).isEqualTo(7);
    }

    private static void assertDone(Result result, String text) {
        assertThat(result.code()).as(result.err()).isZero();
        assertThat(result.out()).contains(text);
        assertThat(result.err()).isEmpty();
    }

    @Test
    void aHomeServesOneProcess() {
        try (HostProcess process = HostProcess.start(settings("home", 0), new Timings())) {
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> HostProcess.start(settings("home", 0), new Timings()))
                    .satisfies(e -> {
                        assertThat(e.problem().code()).isEqualTo(ProblemCode.HOME_LOCKED);
                        assertThat(e.problem().summary())
                                .contains(Long.toString(process.file().pid()));
                    });
            // With one address for both, the home is still what is named.
            int port = process.file().url().getPort();
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> HostProcess.start(settings("home", port), new Timings()))
                    .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.HOME_LOCKED));
            assertThat(berth(folder.resolve("home"), "list").code()).isZero();
        }
    }

    @Test
    void aPortThatIsTakenStopsTheStartAndLeavesTheHomeFree() {
        try (HostProcess process = HostProcess.start(settings("one", 0), new Timings())) {
            int port = process.file().url().getPort();
            assertThatExceptionOfType(ProblemException.class)
                    .isThrownBy(() -> HostProcess.start(settings("two", port), new Timings()))
                    .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.ADDRESS_TAKEN));
            assertThat(HostFile.in(folder.resolve("two"))).doesNotExist();
            HostProcess.start(settings("two", 0), new Timings()).close();
        }
    }

    @Test
    void upRefusesWhatItCannotMean() {
        assertThat(berth(folder, "up", "--port", "65536").code()).isEqualTo(2);
        assertThat(berth(folder, "up", "--host", "http://127.0.0.1:1").code()).isEqualTo(2);
        for (String more : List.of("--quiet", "--detach")) {
            Result result = berth(folder, "up", more, "--database", "mysql://mia:hunter2@localhost/berth");
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err()).contains("postgresql://user@host").doesNotContain("hunter2");
        }
    }

    /** CLI-1; {@code -Dberth.golden=write} writes the text anew. */
    @Test
    void upHasHelpWithExamples() throws IOException {
        Path golden = Path.of("src/test/resources/dev/berth/host/launcher/help/up.txt");
        Result help = berth(folder, "up", "--help");
        if ("write".equals(System.getProperty("berth.golden"))) {
            Files.createDirectories(golden.getParent());
            Files.writeString(golden, help.out());
        }
        assertThat(help.out()).isEqualTo(Files.readString(golden)).contains("Examples:");
        assertThat(berth(folder).out()).containsPattern("\n +up +Run a host here");
    }
}
