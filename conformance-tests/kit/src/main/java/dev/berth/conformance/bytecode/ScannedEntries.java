/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.bytecode;

import dev.berth.manifest.PackageEntries;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files of a package whose classes are scanned once, however many gates ask for them. Any thread may use it. */
public final class ScannedEntries implements PackageEntries {
    private final PackageEntries files;
    private @Nullable Bytecode code;

    /** Scans nothing before it is asked for. */
    public ScannedEntries(PackageEntries files) {
        this.files = files;
    }

    /** Returns what the class files say. */
    synchronized Bytecode code() {
        if (code == null) {
            code = Bytecode.scan(files);
        }
        return code;
    }

    @Override
    public Set<String> paths() {
        return files.paths();
    }

    @Override
    public Optional<byte[]> read(String path) {
        return files.read(path);
    }

    @Override
    public Optional<String> contentDigest() {
        return files.contentDigest();
    }

    @Override
    public String name() {
        return files.name();
    }

    @Override
    public Form form() {
        return files.form();
    }
}
