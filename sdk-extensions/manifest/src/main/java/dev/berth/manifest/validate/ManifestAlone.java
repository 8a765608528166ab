/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import dev.berth.manifest.PackageEntries;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** A package of which only the manifest is at hand. */
record ManifestAlone(String json) implements PackageEntries {
    private static final String PATH = "package.json";

    @Override
    public Set<String> paths() {
        return Set.of(PATH);
    }

    @Override
    public Optional<byte[]> read(String path) {
        return path.equals(PATH) ? Optional.of(json.getBytes(StandardCharsets.UTF_8)) : Optional.empty();
    }

    @Override
    public Form form() {
        return Form.FOLDER;
    }
}
