/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust;

import dev.berth.host.marketplace.trust.sign.PackageSignature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the document that lies beside a package file and says who vouches for it (TRUST-38). */
final class SignatureBeside {
    /** What is there and cannot be read is not absent (TRUST-1): no such document is empty. */
    private static final byte[] UNREADABLE = {};

    private SignatureBeside() {}

    /** Returns what lies there, at most one byte more than it may have. */
    static Optional<byte[]> read(Path file) {
        Path beside = file.resolveSibling(file.getFileName() + PackageSignature.SUFFIX);
        if (Files.notExists(beside)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(beside)) {
            return Optional.of(in.readNBytes(PackageSignature.LIMIT + 1));
        } catch (IOException e) {
            return Optional.of(UNREADABLE.clone());
        }
    }
}
