/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.dev;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What stands in a folder. Two equal ones mean that nothing was written in between.
 *
 * @param files how each file was last seen
 * @param folders to be told of changes in
 */
record Tree(Map<Path, Stamp> files, Set<Path> folders) {
    /** What builds leave at the top of a project. */
    private static final Set<String> BUILT = Set.of("target", "build", "dist", "out");

    private static final Set<String> NEVER = Set.of("node_modules", "dependency-reduced-pom.xml");

    /** Copies. */
    Tree {
        files = Map.copyOf(files);
        folders = Set.copyOf(folders);
    }

    /** How a file was last seen. */
    record Stamp(long size, FileTime modified) {
        static Stamp of(BasicFileAttributes attributes) {
            return new Stamp(attributes.size(), attributes.lastModifiedTime());
        }
    }

    /** Looks at one file, which need not be there. */
    static Tree ofFile(Path file) {
        Set<Path> folder = Set.of(file.resolveSibling(""));
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Tree(attributes.isRegularFile() ? Map.of(file, Stamp.of(attributes)) : Map.of(), folder);
        } catch (IOException gone) {
            return new Tree(Map.of(), folder);
        }
    }

    /** Looks at the sources below a folder: not at what is hidden, nor at what a build leaves. */
    static Tree ofSources(Path root) {
        Looking looking = new Looking(root);
        try {
            Files.walkFileTree(root, looking);
        } catch (IOException gone) {
            // Looked at again; what is there counts.
        }
        return new Tree(looking.files, looking.folders);
    }

    private static final class Looking extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Map<Path, Stamp> files = new HashMap<>();
        private final Set<Path> folders = new HashSet<>();

        Looking(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!folder.equals(root) && isLeftOut(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            folders.add(folder);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isLeftOut(file)) {
                files.put(file, Stamp.of(attributes));
            }
            return FileVisitResult.CONTINUE;
        }

        /** Editors write files and rename them, so what was listed may be gone. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        private boolean isLeftOut(Path path) {
            String name = String.valueOf(path.getFileName());
            boolean atTop = root.equals(path.getParent());
            return name.startsWith(".")
                    || name.endsWith("~")
                    || NEVER.contains(name)
                    || (atTop && BUILT.contains(name));
        }
    }
}
