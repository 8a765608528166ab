/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust;

import dev.berth.host.marketplace.pack.DamagedPackageException;
import dev.berth.host.marketplace.pack.OpenPackage;
import dev.berth.manifest.PackageEntries;
import java.util.Optional;
import java.util.Set;

/** A stored package for those who look into it on behalf of another one: a damaged file is absent, for it is not theirs to report. */
record ReadableEntries(OpenPackage contents) implements PackageEntries {
    @Override
    public Set<String> paths() {
        return contents.paths();
    }

    @Override
    public Optional<byte[]> read(String path) {
        try {
            return contents.read(path);
        } catch (DamagedPackageException damaged) {
            return Optional.empty();
        }
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
