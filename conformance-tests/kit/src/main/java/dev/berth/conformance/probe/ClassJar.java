/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.probe;

import dev.berth.manifest.PackageEntries;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;

/** Writes the files of a package into a JAR, whatever form it had. */
final class ClassJar {
    private static final String HEADERS = "META-INF/MANIFEST.MF";
    /** Left out, for they would not fit what is written here. */
    private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");

    private ClassJar() {}

    static Path write(PackageEntries entries, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out)) {
            // A JAR is read for its variants only if this comes first.
            add(jar, HEADERS, entries);
            for (String path : entries.paths()) {
                if (!path.equals(HEADERS) && !SIGNATURE.matcher(path).matches()) {
                    add(jar, path, entries);
                }
            }
        }
        return file;
    }

    private static void add(JarOutputStream jar, String path, PackageEntries entries) throws IOException {
        Optional<byte[]> content = entries.read(path);
        if (content.isPresent()) {
            jar.putNextEntry(new JarEntry(path));
            jar.write(content.get());
            jar.closeEntry();
        }
    }
}
