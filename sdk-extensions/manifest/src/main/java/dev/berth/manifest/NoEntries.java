/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest;

import java.util.Optional;
import java.util.Set;

/** A package without files. */
record NoEntries(Form form) implements PackageEntries {
    @Override
    public Set<String> paths() {
        return Set.of();
    }

    @Override
    public Optional<byte[]> read(String path) {
        return Optional.empty();
    }
}
