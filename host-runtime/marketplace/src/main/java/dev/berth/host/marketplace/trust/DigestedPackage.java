/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust;

import dev.berth.host.marketplace.pack.OpenPackage;
import dev.berth.manifest.PackageEntries;
import java.util.Optional;
import java.util.Set;

/**
 * A package with its content digest, which the validator compares with what publish wrote beside the files (MAN-39).
 *
 * @param digest {@code sha256:<64 hex>}
 */
record DigestedPackage(OpenPackage contents, String digest) implements PackageEntries {
    /** Computes the digest; every file is produced once for it. */
    public static DigestedPackage of(OpenPackage contents) {
        return new DigestedPackage(contents, ContentDigest.of(contents));
    }

    @Override
    public Set<String> paths() {
        return contents.paths();
    }

    @Override
    public Optional<byte[]> read(String path) {
        return contents.read(path);
    }

    @Override
    public Optional<String> contentDigest() {
        return Optional.of(digest);
    }

    @Override
    public String name() {
        return contents.name();
    }

    @Override
    public Form form() {
        return contents.form();
    }
}
