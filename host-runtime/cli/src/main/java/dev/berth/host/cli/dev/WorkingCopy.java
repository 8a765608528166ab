/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.dev;

import dev.berth.host.marketplace.pack.JarWriter;
import dev.berth.host.marketplace.pack.OpenPackage;
import dev.berth.host.marketplace.pack.Opened;
import dev.berth.host.marketplace.pack.PackageReader;
import dev.berth.manifest.PackageEntries.Form;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A package with the version of a working copy (LIFE-68). The same content gives the same bytes, whenever it was built.
 *
 * @param manifest what it says of itself
 * @param bytes of the package
 */
@SuppressWarnings("ArrayRecordComponent") // compared by isSame alone
record WorkingCopy(DevManifest manifest, byte[] bytes) {
    private static final String HEADERS = "META-INF/MANIFEST.MF";

    /**
     * Reads a package, once and whole, so that nothing of it is taken that somebody writes meanwhile.
     *
     * @throws ProblemException with all that is wrong with its archive, or if it is no JAR
     */
    static WorkingCopy of(Path file) {
        String name = String.valueOf(file.getFileName());
        OpenPackage opened = switch (new PackageReader().open(file, name)) {
            case Opened.Refused refused -> throw new ProblemException(refused.problems());
            case Opened.Sound sound -> sound.contents();
        };
        if (opened.form() != Form.JAR) {
            throw new ProblemException(Problem.of(
                            ProblemCode.USAGE_INVALID,
                            name,
                            "berth dev needs a JAR, since it writes the version of a working copy into it; found the .tgz "
                                    + name + ". It was not sent.")
                    .author("pack a JAR, or bring this one in with berth install."));
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        opened.read(HEADERS).ifPresent(bytes -> files.put(HEADERS, BundleHeaders.withoutTime(bytes)));
        for (String path : opened.paths()) {
            opened.read(path).ifPresent(bytes -> files.putIfAbsent(path, bytes));
        }
        return of(files, DevVersion.of(files));
    }

    private static WorkingCopy of(Map<String, byte[]> files, DevVersion version) {
        DevManifest manifest = DevManifest.of(Optional.ofNullable(files.get(DevManifest.NAME)), version);
        if (manifest.isVersioned()) {
            files.put(DevManifest.NAME, manifest.bytes());
            files.computeIfPresent(HEADERS, (path, bytes) -> BundleHeaders.withVersion(bytes, version));
        }
        return new WorkingCopy(manifest, JarWriter.write(files));
    }

    /** Tells whether the other has the same content. */
    boolean isSame(WorkingCopy other) {
        return Arrays.equals(bytes, other.bytes);
    }

    /** Writes it into a folder, under the name of what was built. */
    Path writeTo(Path folder, Path built) {
        try {
            return Files.write(folder.resolve(String.valueOf(built.getFileName())), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
