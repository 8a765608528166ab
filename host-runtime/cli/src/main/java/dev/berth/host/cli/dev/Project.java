/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.dev;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What somebody works on. */
sealed interface Project {
    /** A package that something else builds, such as an editor. */
    record Packed(Path file) implements Project {
        @Override
        public Tree look() {
            return Tree.ofFile(file);
        }

        @Override
        public Path root() {
            return file.resolveSibling("");
        }

        @Override
        public Optional<Path> built() {
            return Optional.of(file).filter(Files::isRegularFile);
        }

        @Override
        public String toString() {
            return file.toString();
        }
    }

    /**
     * A folder of sources.
     *
     * @param command builds the package
     */
    record Sources(Path root, List<String> command) implements Project {
        private static final String MAVEN = "mvn";
        private static final List<String> BESIDE = List.of("-sources.jar", "-javadoc.jar", "-tests.jar");

        @Override
        public Tree look() {
            return Tree.ofSources(root);
        }

        /** The newest package below {@code target}. */
        @Override
        public Optional<Path> built() {
            try (Stream<Path> files = Files.list(root.resolve("target"))) {
                return files.filter(Files::isRegularFile)
                        .filter(file -> String.valueOf(file.getFileName()).endsWith(".jar"))
                        .filter(file -> BESIDE.stream().noneMatch(String.valueOf(file.getFileName())::endsWith))
                        .max(Comparator.comparingLong(Sources::modified).thenComparing(Comparator.naturalOrder()));
            } catch (IOException nothingBuilt) {
                return Optional.empty();
            }
        }

        private static long modified(Path file) {
            return file.toFile().lastModified();
        }

        /** Tells whether Maven builds it, which takes further arguments. */
        boolean isMaven() {
            return command.get(0).startsWith(MAVEN, command.get(0).lastIndexOf('/') + 1);
        }

        /** Returns how Maven builds a folder: that of the project, if it brings one. */
        static List<String> maven(Path root) {
            Path own = root.resolve("mvnw");
            String program = Files.isExecutable(own) ? own.toString() : MAVEN;
            return List.of(program, "-q", "-B", "-ntp", "-DskipTests", "package");
        }

        @Override
        public String toString() {
            return root.toString();
        }
    }

    /** Looks at what changes when somebody works on it. */
    Tree look();

    /** Returns the folder that it lies in. */
    Path root();

    /** Returns the package, if there is one. */
    Optional<Path> built();

    /**
     * Finds out what is worked on.
     *
     * @param named a package file, or a folder of sources
     * @param build what builds a folder; Maven, if nobody says
     * @throws ProblemException {@code file-not-found} if nothing is there, {@code usage-invalid} if nobody knows how to build it
     */
    static Project of(Path named, Optional<String> build) {
        Path path = named.toAbsolutePath().normalize();
        if (Files.isRegularFile(path)) {
            return new Packed(path);
        } else if (!Files.isDirectory(path)) {
            throw new ProblemException(Problem.of(
                            ProblemCode.FILE_NOT_FOUND,
                            named.toString(),
                            "berth dev needs the folder of an extension, or the package that is built of it; at " + path
                                    + " nothing is there. Nothing was built.")
                    .operator("name the folder with its pom.xml: berth dev DIR"));
        } else if (build.isPresent()) {
            return new Sources(path, List.of("sh", "-c", build.get()));
        } else if (Files.exists(path.resolve("pom.xml"))) {
            return new Sources(path, Sources.maven(path));
        }
        throw new ProblemException(Problem.of(
                        ProblemCode.USAGE_INVALID,
                        named.toString(),
                        "berth dev needs to know how to build what is in " + path
                                + "; found neither a pom.xml nor --build. Nothing was built.")
                .operator("say what builds it: --build COMMAND, or name the package that something else builds."));
    }
}
