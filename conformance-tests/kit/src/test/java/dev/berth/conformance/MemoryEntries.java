/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance;

import dev.berth.manifest.PackageEntries;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files of a package in memory. */
public record MemoryEntries(Map<String, byte[]> files, Form form) implements PackageEntries {
    @Override
    public Set<String> paths() {
        return Set.copyOf(files.keySet());
    }

    @Override
    public Optional<byte[]> read(String path) {
        return Optional.ofNullable(files.get(path));
    }
}
