/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.berth.sdk.value.JsonObject;
import dev.berth.suite.Program.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console in a real browser, by the address that {@code berth up} prints. */
class ConsoleBrowserIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @TempDir
    Path folder;

    private Result browse(String url, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,900",
                "--virtual-time-budget=8000",
                "--user-data-dir=" + Files.createTempDirectory(folder, "profile")));
        command.addAll(List.of(more));
        command.add(url);
        return Program.run(Map.of(), command);
    }

    @Test
    @DisplayName("the page shows the extensions and tools to its owner, and nothing to a stranger")
    void page() throws Exception {
        assumeThat(CHROMIUM)
                .as("Debian's chromium, which ./berth test installs")
                .exists();
        Program berth = new Program(folder.resolve("home"));
        try {
            Result up = berth.run("up", "--port", "0", "--detach", "--json");
            assertThat(up.exit()).as(up.err()).isZero();
            JsonObject ready = up.json();
            Result page = browse(ready.string("consoleUrl").orElseThrow(), "--dump-dom");
            assertThat(page.out())
                    .contains("@samples/email-connector", "@samples/hello-connector", "hello_greet")
                    .doesNotContain(berth.hostFile().string("token").orElseThrow());
            assertThat(browse(ready.string("url").orElseThrow(), "--dump-dom").out())
                    .doesNotContain("@samples");
            Path screenshot = Path.of("target", "console.png").toAbsolutePath();
            browse(ready.string("consoleUrl").orElseThrow(), "--screenshot=" + screenshot);
            assertThat(screenshot).isNotEmptyFile();
        } finally {
            berth.run("down");
        }
    }
}
