/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.cli.client.HostFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands say when no host answers. */
class NoHostTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "list",
                "info @a1/b",
                "why @a1/b",
                "archive @a1/b",
                "grants",
                "tools",
                "call t",
                "audit",
                "down"
            })
    void withoutAHostTheWayToStartOneIsNamed(String line) {
        Run.Result result = new Run(home).berth(line.split(" "));
        assertThat(result.code()).isEqualTo(7);
        assertThat(result.err()).contains("No host runs on the home " + home, "\"berth up\"", "[host-unreachable]");
        assertThat(result.out()).isEmpty();
    }

    @Test
    void aFileOfADeadProcessIsSaidPlainly() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        file(dead.pid(), Instant.now());
        Run.Result result = new Run(home).berth("list");
        assertThat(result.code()).isEqualTo(7);
        assertThat(result.err()).contains("the process " + dead.pid(), "has ended without removing it", "\"berth up\"");
    }

    @Test
    void aProcessThatGotTheNumberLaterIsNotTheHost() throws IOException {
        file(ProcessHandle.current().pid(), Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(new Run(home).berth("list").err()).contains("has ended");
    }

    @Test
    void aLivingProcessThatDoesNotListenIsSaidPlainly() throws IOException {
        file(ProcessHandle.current().pid(), Instant.now());
        Run.Result result = new Run(home).berth("list");
        assertThat(result.code()).isEqualTo(7);
        assertThat(result.err()).contains("does not answer", "berth.log");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[]",
                "{\"url\":5}",
                "{\"url\":\"x\",\"mcpUrl\":\"x\",\"token\":\"t\",\"pid\":1,\"startedAt\":\"noon\"}"
            })
    void aBrokenFileIsSaidPlainly(String text) throws IOException {
        Files.writeString(HostFile.in(home), text);
        Run.Result result = new Run(home).berth("list");
        assertThat(result.code()).isEqualTo(7);
        assertThat(result.err()).contains("could not be read", "\"berth up\"");
    }

    @Test
    void aRemoteHostNeedsItsToken() {
        Run.Result result = new Run(home).berth("list", "--host", "http://127.0.0.1:1");
        assertThat(result.code()).isEqualTo(4);
        assertThat(result.err()).contains("BERTH_TOKEN", "[token-required]");
    }

    @Test
    void theFileIsForItsOwnerOnlyAndNeverPrintsTheToken() throws IOException {
        file(1, Instant.EPOCH);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(HostFile.in(home))))
                .isEqualTo("rw-------");
        assertThat(HostFile.read(home)).hasValueSatisfying(file -> {
            assertThat(file.token()).isEqualTo("secret");
            assertThat(file.toString()).doesNotContain("secret");
        });
        assertThat(home).isDirectoryNotContaining("glob:**.new");
    }

    private void file(long pid, Instant startedAt) throws IOException {
        URI nowhere = URI.create("http://127.0.0.1:1");
        new HostFile(nowhere, nowhere.resolve("/mcp"), Optional.empty(), "secret", pid, startedAt).write(home);
    }
}
