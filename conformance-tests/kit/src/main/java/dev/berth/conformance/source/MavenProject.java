/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.source;

import dev.berth.conformance.source.Source.Opened;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A Maven project, seen as the package that it will write: the classes of its last build, its resources, and README and licence
 * from its root. Where sources are newer than the build, or there was none, a finding says so: no gate may pass on classes that
 * nobody compiled.
 */
final class MavenProject {
    private static final String MANIFEST = "package.json";
    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path CLASSES = Path.of("target", "classes");
    /** What a build takes from the root. */
    private static final List<String> COMPANIONS =
            List.of("README.md", ".readme-pending", "LICENSE", "LICENSE.md", "LICENSE.txt");

    private MavenProject() {}

    static boolean is(Path folder) {
        return Files.isRegularFile(manifest(folder));
    }

    static Path manifest(Path folder) {
        return folder.resolve(RESOURCES).resolve(MANIFEST);
    }

    static Opened open(Path folder, Path root, UnaryOperator<String> display) throws IOException {
        SortedMap<String, Path> files = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        for (String name : COMPANIONS) {
            Path file = folder.resolve(name);
            if (Files.isRegularFile(file) && file.toRealPath().startsWith(root.toRealPath())) {
                files.put(name, file);
            }
        }
        FolderFiles.Listing resources = FolderFiles.below(folder.resolve(RESOURCES), root);
        files.putAll(resources.files());
        problems.addAll(resources.problems());
        Build build = Build.of(folder);
        if (build.classes().isPresent()) {
            FolderFiles.Listing classes = FolderFiles.below(build.classes().get(), root);
            problems.addAll(classes.problems());
            classes.files().forEach((name, file) -> {
                if (!build.stale() || !resources.files().containsKey(name)) {
                    files.put(name, file);
                }
            });
        }
        build.problem(folder).ifPresent(problems::add);
        Map<String, byte[]> replaced = new HashMap<>();
        Path manifest = files.get(MANIFEST);
        if (manifest != null && manifest.startsWith(folder.resolve(RESOURCES))) {
            String text = new String(FolderEntries.bytes(manifest), StandardCharsets.ISO_8859_1);
            // Byte for byte: what is no UTF-8 is the validator's matter.
            replaced.put(MANIFEST, PomFields.of(folder).filter(text).getBytes(StandardCharsets.ISO_8859_1));
        }
        SortedMap<String, Path> shown = new TreeMap<>(files);
        shown.putAll(resources.files());
        return new Opened(
                Optional.of(new FolderEntries(FolderSource.name(folder), files, replaced)),
                problems,
                file -> display.apply(
                        FolderFiles.slashed(folder.relativize(shown.getOrDefault(file, folder.resolve(file))))));
    }

    /**
     * The last build.
     *
     * @param classes its output, if there is any
     * @param stale sources have changed since
     * @param compiles there are sources that need a compiler
     */
    private record Build(Optional<Path> classes, boolean stale, boolean compiles) {
        static Build of(Path folder) throws IOException {
            Path classes = folder.resolve(CLASSES);
            boolean compiles = any(folder.resolve(SOURCES), ".java");
            if (!Files.isDirectory(classes) || (compiles && !any(classes, ".class"))) {
                return new Build(Optional.empty(), false, compiles);
            }
            FileTime changed = newest(folder.resolve("src").resolve("main"));
            return new Build(Optional.of(classes), changed.compareTo(newest(classes)) > 0, compiles);
        }

        Optional<Problem> problem(Path folder) {
            if (!compiles || (classes.isPresent() && !stale)) {
                return Optional.empty();
            }
            String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
            String found = stale
                    ? "sources that are newer than target/classes. The gates judged the classes of the build before."
                    : "no classes in target/classes. The gates judged the package without its classes.";
            return Optional.of(Problem.of(
                            ProblemCode.PACKAGE_NOT_BUILT,
                            name,
                            name + " needs to be built before it is checked; found " + found)
                    .author("run \"mvn package\", then check again.")
                    .at(Location.of("pom.xml")));
        }

        private static boolean any(Path folder, String suffix) throws IOException {
            if (!Files.isDirectory(folder)) {
                return false;
            }
            try (Stream<Path> files = Files.walk(folder)) {
                return files.anyMatch(file -> file.toString().endsWith(suffix) && !file.endsWith("package-info.java"));
            }
        }

        private static FileTime newest(Path folder) throws IOException {
            FileTime newest = FileTime.fromMillis(0);
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    FileTime changed = Files.getLastModifiedTime(file);
                    newest = changed.compareTo(newest) > 0 ? changed : newest;
                }
            }
            return newest;
        }
    }
}
