/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import dev.berth.suite.Program.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Debian's Chromium without a window; each address in a profile of its own. */
record Browser(Path folder) {
    static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    Result open(String url, String... more) throws Exception {
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
}
