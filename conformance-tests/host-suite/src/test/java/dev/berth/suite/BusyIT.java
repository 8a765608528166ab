/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ENG-22: nothing stops a busy loop, but it must not stop the others. In a JVM of its own, which ends with its loops. */
final class BusyIT {
    @TempDir
    Path temp;

    @Test
    void moreBusyLoopsThanCoresStopNobodyElse() throws IOException {
        List<String> lines = new ArrayList<>();
        try (ChildHost child = ChildHost.start(temp.resolve("home"), "busy")) {
            for (String line = child.line(); line != null; line = child.line()) {
                lines.add(line);
            }
            assertThat(child.awaitEnd()).isZero();
        }
        assertThat(lines).last().isEqualTo("Hello, Ada");
        assertThat(lines.subList(0, lines.size() - 1)).isNotEmpty().containsOnly("QUARANTINED");
    }
}
