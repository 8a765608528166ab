/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

import dev.berth.manifest.PackageEntries;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The files of a live extension, opened when the first is asked for; none if its bytes cannot be read any more. */
final class StoredPackage implements PackageEntries {
    private final String contentDigest;
    private final Supplier<Optional<PackageEntries>> open;
    private Optional<PackageEntries> opened = Optional.empty();

    StoredPackage(String contentDigest, Supplier<Optional<PackageEntries>> open) {
        this.contentDigest = contentDigest;
        this.open = open;
    }

    private synchronized PackageEntries files() {
        PackageEntries known = opened.or(open).orElseGet(() -> PackageEntries.none(Form.JAR));
        opened = Optional.of(known);
        return known;
    }

    @Override
    public Set<String> paths() {
        return files().paths();
    }

    @Override
    public Optional<byte[]> read(String path) {
        return files().read(path);
    }

    @Override
    public Optional<String> contentDigest() {
        return Optional.of(contentDigest);
    }

    @Override
    public Form form() {
        return files().form();
    }
}
