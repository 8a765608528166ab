/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.berth.sdk.value.JsonObject;
import dev.berth.suite.Program.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console in a real browser, by the address that {@code berth up} prints. */
class ConsoleBrowserIT {
    @TempDir
    Path folder;

    private Result browse(String url, String... more) throws Exception {
        return new Browser(folder).open(url, more);
    }

    @Test
    @DisplayName("the page shows the extensions and tools to its owner, and nothing to a stranger")
    void page() throws Exception {
        assumeThat(Browser.CHROMIUM)
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
