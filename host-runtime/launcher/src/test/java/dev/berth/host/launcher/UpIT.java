/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.cli.client.HostFile;
import dev.berth.host.jvm.JvmGuard;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.value.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code berth up} as a process of its own. */
class UpIT {
    private static final long LONGEST = 120;

    @TempDir
    Path home;

    private Process berth(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        // As the start script does; without it the JVM warns about Felix.
        command.addAll(JvmGuard.flags(Runtime.version().feature()));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--home", home.toString()));
        return new ProcessBuilder(command)
                .redirectError(home.resolve("err.txt").toFile())
                .start();
    }

    private String run(String... arguments) throws Exception {
        Process process = berth(arguments);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(LONGEST, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(home.resolve("err.txt")))
                .isZero();
        return out;
    }

    @Test
    void itPrintsOneDocumentAndStopsCleanlyOnASignal() throws Exception {
        Process up = berth("up", "--port", "0", "--no-samples", "--json");
        try (BufferedReader reader = up.inputReader(StandardCharsets.UTF_8)) {
            JsonObject ready = (JsonObject) StrictJson.parse(reader.readLine());
            assertThat(ready.members())
                    .containsKeys("url", "mcpUrl", "consoleUrl", "pid", "status", "extensions", "tools");
            assertThat(HostFile.in(home)).exists();
            // The process's own destroy() closes this end of its output.
            up.toHandle().destroy();
            assertThat(reader.readLine()).isNull();
        }
        assertThat(up.waitFor(LONGEST, TimeUnit.SECONDS)).isTrue();
        assertThat(HostFile.in(home)).doesNotExist();
        assertThat(home.resolve("logs/berth.log")).content().contains("Ready at", "Stopped");
        assertThat(home.resolve("err.txt")).isEmptyFile();
    }

    @Test
    void detachedItRunsUntilItIsToldToStop() throws Exception {
        String page = run("up", "--port", "0", "--no-samples", "--detach");
        assertThat(page).contains("Berth is ready", "/?token=", "/mcp", "berth down");
        assertThat(page.lines().count()).isLessThan(25);
        assertThat(run("list")).contains("No extension is installed.");
        long pid = HostFile.read(home).orElseThrow().pid();
        assertThat(run("down")).contains("has stopped");
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(HostFile.in(home)).doesNotExist();
    }

    @Test
    void detachedItSaysWhyItDidNotStart() throws Exception {
        Process up = berth("up", "--port", "0", "--no-samples", "--detach");
        up.waitFor(LONGEST, TimeUnit.SECONDS);
        Process second = berth("up", "--port", "0", "--no-samples", "--detach");
        assertThat(second.waitFor(LONGEST, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(6);
        assertThat(Files.readString(home.resolve("err.txt"))).contains("[home-locked]");
        run("down");
    }
}
