/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.source;

import dev.berth.sdk.problem.Blame;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A source folder: one with {@code package.json}, or a Maven project that has it among its resources.
 *
 * @param path of the folder below the checked root; empty for the root itself
 * @param root where links may lead: the checked root
 */
record FolderSource(String path, Path directory, Path root) implements Source {
    private static final String MANIFEST = "package.json";

    /** Tells whether a folder holds the sources of a package, whether or not that is an extension. */
    static boolean is(Path folder) {
        return Files.isRegularFile(folder.resolve(MANIFEST)) || MavenProject.is(folder);
    }

    @Override
    public Optional<String> folder() {
        return Optional.of(name(directory));
    }

    static String name(Path directory) {
        Path name = directory.toAbsolutePath().normalize().getFileName();
        return name == null ? "" : name.toString();
    }

    /** Returns its manifest as it lies in the folder, if there is one. */
    Optional<Path> manifest() {
        Path own = directory.resolve(MANIFEST);
        Path file = Files.isRegularFile(own) ? own : MavenProject.manifest(directory);
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    @Override
    public Opened open() {
        try {
            if (!Files.isRegularFile(directory.resolve(MANIFEST)) && MavenProject.is(directory)) {
                return MavenProject.open(directory, root, this::display);
            }
            FolderFiles.Listing listing = FolderFiles.below(directory, root);
            FolderEntries entries = new FolderEntries(name(directory), listing.files(), Map.of());
            entries.read(MANIFEST); // What cannot be read is found here, not by a gate.
            return new Opened(Optional.of(entries), listing.problems(), this::display);
        } catch (IOException | UncheckedIOException e) {
            return unreadable(e);
        }
    }

    private Opened unreadable(Exception e) {
        String name = folder().orElse(path);
        Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
        Problem problem = Problem.of(
                        ProblemCode.ARCHIVE_UNREADABLE,
                        name,
                        name + " needs to be a folder that can be read; found "
                                + cause.getClass().getSimpleName() + ". It was not checked.")
                .blame(Blame.OPERATOR)
                .operator("let the user that runs the check read it.");
        return new Opened(Optional.empty(), List.of(problem), this::display);
    }

    private String display(String file) {
        return path.isEmpty() ? file : path + "/" + file;
    }
}
