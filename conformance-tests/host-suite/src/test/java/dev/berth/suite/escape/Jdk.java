/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite.escape;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** A JDK on this machine that can run a host. */
record Jdk(Path home, int feature) {
    private static final int LEAST = 21;

    /** Returns the one that runs this test, then the newest of every other feature release where JDKs are kept. */
    static List<Jdk> all() {
        List<Jdk> found = new ArrayList<>();
        found.add(new Jdk(
                Path.of(System.getProperty("java.home")), Runtime.version().feature()));
        for (Path folder : List.of(Path.of("/usr/lib/jvm"), Path.of(System.getProperty("user.home"), ".jdks"))) {
            for (Path home : in(folder)) {
                int feature = feature(home);
                if (feature >= LEAST && found.stream().noneMatch(jdk -> jdk.feature() == feature)) {
                    found.add(new Jdk(home, feature));
                }
            }
        }
        return found;
    }

    Path java() {
        return home.resolve("bin/java");
    }

    private static List<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(folder)) {
            return homes.filter(home -> Files.isExecutable(home.resolve("bin/javac")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int feature(Path home) {
        Properties release = new Properties();
        try (InputStream in = Files.newInputStream(home.resolve("release"))) {
            release.load(in);
        } catch (IOException e) {
            return 0;
        }
        String version = release.getProperty("JAVA_VERSION", "0").replace("\"", "");
        return Integer.parseInt(version.replaceAll("[^0-9].*", ""));
    }
}
