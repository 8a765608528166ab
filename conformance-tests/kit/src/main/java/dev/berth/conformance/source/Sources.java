/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.source;

import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the packages that paths name. */
public final class Sources {
    private final List<Source> found = new ArrayList<>();
    private final List<Problem> failures = new ArrayList<>();

    private Sources() {}

    /**
     * Looks at paths: packed files, source folders, folders of many. A path that names no package is a failure; what a scan passes
     * by is not (MAN-13).
     */
    public static Sources at(List<Path> paths) {
        Sources sources = new Sources();
        Set<String> names = new LinkedHashSet<>();
        for (Path path : paths) {
            String name = paths.size() == 1 ? "" : distinct(shown(path), names);
            sources.look(path, name);
        }
        return sources;
    }

    /** Returns how many packages there are. */
    public int count() {
        return found.size();
    }

    /** Returns why a path could not be looked at. */
    public List<Problem> failures() {
        return List.copyOf(failures);
    }

    List<Source> found() {
        return List.copyOf(found);
    }

    private void look(Path path, String name) {
        if (Files.isRegularFile(path)) {
            found.add(new PackedSource(name, path));
        } else if (Files.isDirectory(path)) {
            folder(path, name);
        } else {
            failures.add(Problem.of(
                            ProblemCode.FILE_NOT_FOUND,
                            shown(path),
                            shown(path) + " needs to be a package file or a folder; found nothing of that name."
                                    + " It was not checked.")
                    .operator("name a package file, a source folder, or a folder of several."));
        }
    }

    private void folder(Path folder, String name) {
        FolderSource own = new FolderSource(name, folder, folder);
        if (declares(own) || isBroken(own)) {
            found.add(own);
            return;
        }
        FolderScan scan = new FolderScan(folder, name);
        try {
            Files.walkFileTree(folder, scan);
        } catch (IOException e) {
            failures.add(unreadable(shown(folder), e));
            return;
        }
        failures.addAll(scan.failures());
        if (scan.found().isEmpty() && scan.failures().isEmpty()) {
            found.add(own); // Named, so the validator says what is missing.
        }
        found.addAll(scan.found());
    }

    /** Tells whether a folder is an extension's; what else has a {@code package.json} is none of ours (MAN-13). */
    static boolean declares(FolderSource source) {
        try {
            return source.manifest()
                    .map(file -> ManifestValidator.declaresExtension(FolderEntries.bytes(file)))
                    .orElse(false);
        } catch (UncheckedIOException unreadable) {
            return true; // Opening it says so.
        }
    }

    /** What somebody names and nobody can read is judged, not searched for others. */
    private static boolean isBroken(FolderSource named) {
        return named.manifest()
                .map(file -> !ManifestValidator.isObject(FolderEntries.bytes(file)))
                .orElse(false);
    }

    static Problem unreadable(String name, IOException e) {
        return Problem.of(
                        ProblemCode.FILE_NOT_FOUND,
                        name,
                        name + " needs to be readable; found " + e.getClass().getSimpleName()
                                + ". What is below it was not checked.")
                .operator("let the user that runs the check read it, or name other paths.");
    }

    /** A relative path as it was given; of any other only its name, since no absolute path may appear (GATE-14). */
    private static String shown(Path path) {
        Path normal = path.normalize();
        if (normal.isAbsolute() || normal.startsWith("..") || normal.toString().isEmpty()) {
            Path name = path.toAbsolutePath().normalize().getFileName();
            return name == null ? "root" : name.toString();
        }
        return FolderFiles.slashed(normal);
    }

    private static String distinct(String name, Set<String> taken) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + "-" + i;
        }
        return free;
    }
}
