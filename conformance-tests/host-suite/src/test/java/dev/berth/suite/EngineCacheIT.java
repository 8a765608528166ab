/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static dev.berth.suite.TestHost.HELLO;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The cache of the engine is wiped at each start, and what is verified runs (ENG-5). */
final class EngineCacheIT {
    @TempDir
    Path temp;

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : files(from)) {
            Path copy = to.resolve(from.relativize(file));
            Files.createDirectories(copy.resolveSibling(""));
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Tells whether the engine has put down that it loaded this version. */
    private static boolean names(Path engine, String version) throws IOException {
        for (Path file : files(engine)) {
            if (Files.readString(file, StandardCharsets.ISO_8859_1).contains("@" + version + "#")) {
                return true;
            }
        }
        return false;
    }

    @Test
    @DisplayName(
            "LIFE-S13, LIFE-52, ENG-5: a cache that holds another bundle of the same id is wiped; the verified content runs")
    void stale() throws Exception {
        Path home = temp.resolve("home");
        Path engine = home.resolve("engine");
        Path stale = temp.resolve("stale");
        try (TestHost other = TestHost.start(temp.resolve("other"))) {
            other.install(Samples.HELLO_NEXT);
            copy(other.home().resolve("engine"), stale);
        }
        try (TestHost host = TestHost.start(home)) {
            host.install(Samples.HELLO);
        }
        copy(stale, engine);
        assertThat(names(engine, "1.1.0")).isTrue();
        try (TestHost host = TestHost.start(home)) {
            assertThat(names(engine, "1.1.0")).isFalse();
            assertThat(names(engine, "1.0.0")).isTrue();
            assertThat(host.version(HELLO)).isEqualTo("1.0.0");
            assertThat(host.call("hello_greet", "name", "Ada").toString()).contains("1.0.0");
            Collector.awaitLoaders(host.seams(), 1);
        }
    }
}
