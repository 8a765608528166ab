/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.source;

import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lists the files of a folder as a package would hold them, within the limits of a package (TRUST-101). */
final class FolderFiles extends SimpleFileVisitor<Path> {
    /** What belongs to tools and is in no package. */
    static final Set<String> TOOLS = Set.of("target", "node_modules", ".git");

    static final long LARGEST_FILE = 25L * 1024 * 1024;
    private static final long LARGEST_TOTAL = 4 * LARGEST_FILE;
    private static final int MOST_FILES = 10_000;

    private final Path root;
    private final Path realRoot;
    private final SortedMap<String, Path> files = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private long total;

    private FolderFiles(Path root, Path realRoot) {
        this.root = root;
        this.realRoot = realRoot;
    }

    /**
     * The files of a folder.
     *
     * @param files by their path from the folder
     * @param problems why it cannot become a package
     */
    record Listing(SortedMap<String, Path> files, List<Problem> problems) {}

    /** Lists the files below a folder; links count as long as they stay below the root. */
    static Listing below(Path folder, Path root) throws IOException {
        FolderFiles visitor = new FolderFiles(folder, root.toRealPath());
        Files.walkFileTree(folder, visitor);
        return new Listing(visitor.files, visitor.problems);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        boolean skipped = !folder.equals(root) && TOOLS.contains(String.valueOf(folder.getFileName()));
        return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (attributes.isSymbolicLink()) {
            return link(file);
        }
        if (attributes.isRegularFile()) {
            add(file, attributes.size());
        }
        return tooLarge() ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
    }

    private FileVisitResult link(Path link) {
        try {
            Path target = link.toRealPath();
            if (target.startsWith(realRoot)) {
                if (Files.isRegularFile(target)) {
                    add(link, Files.size(target));
                }
                return FileVisitResult.CONTINUE;
            }
        } catch (IOException dangling) {
            // Reported like one that leaves: neither can be packed.
        }
        String name = name(link);
        problems.add(Problem.of(
                        ProblemCode.ARCHIVE_ENTRY_TYPE,
                        name,
                        name + " needs to be a file of the extension; found a link to something outside of its folder."
                                + " It was not followed.")
                .author("replace the link by a copy of what it names.")
                .at(Location.of(name)));
        return FileVisitResult.CONTINUE;
    }

    private void add(Path file, long size) {
        total += size;
        files.put(name(file), file);
        if (size > LARGEST_FILE) {
            refuse(name(file), "at most 25 MiB in a file", size + " bytes");
        }
    }

    private boolean tooLarge() {
        if (files.size() > MOST_FILES) {
            refuse("package.json", "at most 10,000 files in a package", "more");
            return true;
        }
        if (total > LARGEST_TOTAL) {
            refuse("package.json", "at most 100 MiB in a package", "more");
            return true;
        }
        return false;
    }

    private void refuse(String file, String needed, String found) {
        problems.add(Problem.of(
                        ProblemCode.ARCHIVE_TOO_LARGE,
                        file,
                        file + " needs " + needed + "; found " + found + ". The package was not written.")
                .author("leave out what the extension does not need at run time.")
                .at(Location.of(file)));
    }

    private String name(Path file) {
        return slashed(root.relativize(file));
    }

    /** Writes a relative path with {@code /} (GATE-14). */
    static String slashed(Path relative) {
        return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    }
}
