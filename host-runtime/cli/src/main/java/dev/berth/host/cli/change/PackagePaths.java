/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.change;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The package files that a command names: what it wants, and what may come along if that needs it (LIFE-83). */
final class PackagePaths {
    private final String operation;
    private final List<Path> files;
    private final List<Path> inFolders;

    /** @throws ProblemException {@code file-not-found} for a path that is no package file, and no folder of some */
    PackagePaths(String operation, List<String> named) {
        this.operation = operation;
        List<Path> paths = named.stream().map(this::path).distinct().toList();
        this.files = paths.stream().filter(Files::isRegularFile).toList();
        this.inFolders = paths.stream()
                .filter(Files::isDirectory)
                .flatMap(folder -> packages(folder).stream())
                .filter(file -> !files.contains(file))
                .toList();
        if (isAlone() && paths.size() > 1) {
            throw missing(
                    named.get(1),
                    "one package at a time is " + (operation.equals("update") ? "updated" : "reinstalled"));
        }
    }

    /** Only an install takes several. */
    private boolean isAlone() {
        return !operation.equals("install");
    }

    /** Tells whether it is one package and nothing else. */
    boolean isOne() {
        return roots().size() == 1 && candidates().isEmpty();
    }

    List<Path> roots() {
        return files.isEmpty() ? inFolders : files;
    }

    List<Path> candidates() {
        return files.isEmpty() ? List.of() : inFolders;
    }

    private Path path(String text) {
        try {
            Path path = Path.of(text).normalize();
            if (Files.isRegularFile(path)) {
                return path;
            } else if (!Files.isDirectory(path)) {
                throw missing(text, "nothing is there");
            } else if (isAlone()) {
                throw missing(text, "that is a folder");
            } else if (packages(path).isEmpty()) {
                throw missing(text, "that is a folder without a .jar or .tgz");
            }
            return path;
        } catch (InvalidPathException e) {
            throw missing(text, "that is no path");
        }
    }

    private List<Path> packages(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().matches("(?i).*\\.(jar|tgz)"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw missing(folder.toString(), "it cannot be read: " + e.getMessage());
        }
    }

    private ProblemException missing(String path, String found) {
        return new ProblemException(Problem.of(
                        ProblemCode.FILE_NOT_FOUND,
                        path,
                        operation + " needs a package file; found \"" + path + "\", and " + found
                                + ". Nothing was sent and nothing was changed.")
                .operator("name the .jar or .tgz that the extension's build made."));
    }
}
