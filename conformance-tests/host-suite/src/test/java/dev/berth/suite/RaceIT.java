/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.HostRuntime;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that another program swaps while the host is between two steps. */
final class RaceIT {
    private static final String ENTRY = "acme.who.Entry";

    @TempDir
    Path temp;

    private Path pack(String folder, String answer) throws IOException {
        return ExtensionPackage.connector("@acme/who-connector", "1.0.0")
                .ports("mcp")
                .entry(
                        ENTRY,
                        EntrySource.of(ENTRY)
                                .tool("who_is", "java.util.Map.of(\"it\", \"" + answer + "\")")
                                .text())
                .writeTo(Files.createDirectories(temp.resolve(folder)));
    }

    private static String asked(HostRuntime host) {
        return host.callTool("who_is", JsonObject.of(), TestHost.CALLER)
                .string("it")
                .orElse("");
    }

    private static void swap(Path file, Path by) {
        try {
            Files.write(file, Files.readAllBytes(by));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName(
            "T14, TRUST-148, TRUST-149: a file that is swapped between VERIFY and STAGE: the verified bytes are installed")
    void beforeStage() throws IOException {
        Path given = pack("given", "verified");
        Path other = pack("other", "swapped");
        try (HostRuntime host = HostRuntime.builder()
                .home(temp.resolve("home"))
                .deadlines(TestHost.DEADLINES)
                .build(new MeddledParts((file, verified) -> swap(given, other)))
                .start()) {
            host.install(given);
            assertThat(given).hasSameBinaryContentAs(other);
            assertThat(asked(host)).isEqualTo("verified");
        }
        try (TestHost again = TestHost.start(temp.resolve("home"))) {
            assertThat(asked(again.runtime())).isEqualTo("verified");
        }
    }
}
