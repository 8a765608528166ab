/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.source;

import dev.berth.manifest.PackageEntries;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * The files of a source folder, read when they are asked for.
 *
 * @param name the name of the folder
 * @param files where each lies
 * @param replaced what a build will write in place of a file
 */
record FolderEntries(String name, SortedMap<String, Path> files, Map<String, byte[]> replaced)
        implements PackageEntries {
    @Override
    public Set<String> paths() {
        return Collections.unmodifiableSet(files.keySet());
    }

    @Override
    public Optional<byte[]> read(String path) {
        if (replaced.containsKey(path)) {
            return Optional.of(replaced.get(path).clone());
        }
        return files.containsKey(path) ? Optional.of(bytes(files.get(path))) : Optional.empty();
    }

    /** Not a byte beyond the limit, should the file have grown since it was listed. */
    static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes((int) FolderFiles.LARGEST_FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Form form() {
        return Form.FOLDER;
    }
}
