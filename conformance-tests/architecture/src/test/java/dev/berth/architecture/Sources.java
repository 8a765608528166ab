/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The sources of every module. */
final class Sources {
    static final Path CHECKOUT = Path.of(System.getProperty("berth.checkout"));

    private static final List<String> FOLDERS = List.of(
            "sdk-extensions", "host-runtime", "sample-extensions", "sample-extensions/next", "conformance-tests");

    private Sources() {}

    /** Returns the Java files below {@code src/main/java} of the modules of these folders. */
    static List<Path> mainOf(String... folders) {
        return List.of(folders).stream()
                .map(CHECKOUT::resolve)
                .flatMap(Sources::children)
                .map(module -> module.resolve("src/main/java"))
                .filter(Files::isDirectory)
                .flatMap(Sources::javaFiles)
                .toList();
    }

    /** Returns all Java files, tests too. */
    static List<Path> all() {
        return FOLDERS.stream()
                .map(CHECKOUT::resolve)
                .flatMap(Sources::children)
                .map(module -> module.resolve("src"))
                .filter(Files::isDirectory)
                .flatMap(Sources::javaFiles)
                .toList();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> children(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
