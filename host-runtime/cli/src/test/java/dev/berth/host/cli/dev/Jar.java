/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.dev;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** A small package: a bundle with one file beside its manifest, as a build at some minute packs it. */
final class Jar {
    private final Map<String, String> files = new LinkedHashMap<>();
    private final int minute;

    Jar(String content, int minute) {
        this.minute = minute;
        files.put("META-INF/MANIFEST.MF", """
                Manifest-Version: 1.0
                Bundle-ManifestVersion: 2
                Bundle-SymbolicName: acme.loop-connector
                Bundle-Version: 1.4.0
                Bnd-LastModified: %d

                """.formatted(minute));
        manifest("""
                {
                  "name": "@acme/loop-connector",
                  "version": "1.4.0",
                  "berth": {"permissions": ["fs:tmp", "env:read:HOME"]}
                }
                """);
        files.put("content.txt", content);
    }

    Jar manifest(String text) {
        files.put("package.json", text);
        return this;
    }

    Path writeTo(Path file) {
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> one : files.entrySet()) {
                ZipEntry entry = new ZipEntry(one.getKey());
                entry.setTimeLocal(LocalDateTime.of(2026, 3, 24, 12, minute));
                zip.putNextEntry(entry);
                zip.write(one.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** Reads a file out of a package. */
    static String read(Path file, String path) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return new String(zip.getInputStream(zip.getEntry(path)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
