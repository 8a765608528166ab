/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The programs from npm that tests drive, installed once a JVM by the committed lock file. */
final class Npm {
    private Npm() {}

    /** Made when it is first asked for. */
    private static final class Installed {
        static final Path FOLDER = install();
    }

    /** Returns the folder of the programs and of what they need. */
    static Path folder() {
        return Installed.FOLDER;
    }

    private static Path install() {
        Path source = Program.CHECKOUT.resolve("conformance-tests/host-suite/src/test/npm");
        try {
            Path folder = Files.createTempDirectory("npm");
            try (Stream<Path> files = Files.list(source)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, folder.resolve(file.getFileName()));
                }
            }
            Program.Result installed = Program.run(
                    Map.of(), List.of("npm", "ci", "--no-audit", "--no-fund", "--prefix", folder.toString()));
            if (installed.exit() != 0) {
                throw new IllegalStateException("npm ci failed: " + installed.err());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while npm installs", e);
        }
    }
}
