/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.source;

import dev.berth.conformance.source.Source.Opened;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Looks through a folder of many. Links are not followed, and a package is not searched for others in it. */
final class FolderScan extends SimpleFileVisitor<Path> {
    private static final int MOST = 200_000;

    private final Path root;
    private final String name;
    private final List<Source> found = new ArrayList<>();
    private final List<Problem> failures = new ArrayList<>();
    private int seen;

    FolderScan(Path root, String name) {
        this.root = root;
        this.name = name;
    }

    List<Source> found() {
        return found.stream().sorted(Comparator.comparing(Source::path)).toList();
    }

    List<Problem> failures() {
        return List.copyOf(failures);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        if (folder.equals(root)) {
            return FileVisitResult.CONTINUE;
        }
        if (FolderFiles.TOOLS.contains(String.valueOf(folder.getFileName()))) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        FolderSource source = new FolderSource(shown(folder), folder, folder);
        if (FolderSource.is(folder) && Sources.declares(source)) {
            found.add(source);
            return FileVisitResult.SKIP_SUBTREE;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        seen++;
        if (seen > MOST) {
            String shown = name.isEmpty() ? "The folder" : name;
            failures.add(Problem.of(
                            ProblemCode.USAGE_INVALID,
                            shown,
                            shown + " needs to hold at most 200,000 files to be searched; found more."
                                    + " The rest was not checked.")
                    .operator("name the folders of the extensions."));
            return FileVisitResult.TERMINATE;
        }
        String lower = file.toString().toLowerCase(Locale.ROOT);
        if (attributes.isRegularFile() && (lower.endsWith(".jar") || lower.endsWith(".tgz"))) {
            packed(new PackedSource(shown(file), file));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
        failures.add(Sources.unreadable(shown(file), e));
        return FileVisitResult.CONTINUE;
    }

    /** A library is passed by; an archive that is refused is not, for nobody can tell what it is. */
    private void packed(PackedSource source) {
        Opened opened = source.open();
        boolean ours = opened.entries()
                .map(entries -> entries.read("package.json")
                        .map(ManifestValidator::declaresExtension)
                        .orElse(false))
                .orElse(true);
        if (ours) {
            found.add(source);
        }
    }

    private String shown(Path path) {
        String relative = FolderFiles.slashed(root.relativize(path));
        return name.isEmpty() ? relative : name + "/" + relative;
    }
}
