/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * What the JVM of a {@link ChildHost} starts from.
 *
 * @param classPath what it has on its class path
 * @param flags of the JVM beside those that every child has
 */
record ChildImage(String classPath, List<String> flags) {
    ChildImage {
        flags = List.copyOf(flags);
    }

    /** The class path of this JVM. */
    static ChildImage plain() {
        return new ChildImage(
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), List.of());
    }

    /**
     * The same with an archive of the classes that an install needs, which saves half of a start: for those who start many. The JVM
     * archives no classes from folders, so these are packed.
     */
    static ChildImage archived(Path folder, Shelf shelf) {
        Path archive = folder.resolve("classes.jsa");
        ChildImage packed = new ChildImage(packed(folder), List.of());
        // At its end, so it has to end well.
        ChildImage first = packed.with("-XX:ArchiveClassesAtExit=" + archive);
        try (ChildHost child = ChildHost.start(
                first,
                folder.resolve("first"),
                "halt",
                shelf.folder().toString(),
                Deed.INSTALL.name(),
                String.valueOf(Integer.MAX_VALUE))) {
            if (child.awaitEnd() != 0) {
                throw new IllegalStateException("The child that archives its classes failed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.with("-XX:SharedArchiveFile=" + archive);
    }

    private ChildImage with(String flag) {
        return new ChildImage(classPath, List.of(flag, "-Xshare:auto", "-Xlog:disable"));
    }

    private static String packed(Path folder) {
        List<String> jars = new ArrayList<>();
        for (String entry : plain().classPath().split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (Files.isRegularFile(path)) {
                jars.add(entry);
            } else if (Files.isDirectory(path)) {
                jars.add(pack(path, folder.resolve(jars.size() + ".jar")));
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private static String pack(Path classes, Path jar) {
        int failed = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(System.out, System.err, "--create", "--file", jar.toString(), "-C", classes.toString(), ".");
        if (failed != 0) {
            throw new IllegalStateException("The classes of " + classes + " cannot be packed");
        }
        return jar.toString();
    }
}
