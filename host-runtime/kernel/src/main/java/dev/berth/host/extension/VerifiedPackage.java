/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

import dev.berth.host.extension.PackageVerifier.Evidence;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A package that passed every check. Only a {@link PackageVerifier} can make one, and nothing else can be installed. */
public final class VerifiedPackage implements AutoCloseable {
    private final Path file;
    private final ExtensionManifest manifest;
    private final String packageDigest;
    private final String contentDigest;
    private final Evidence evidence;
    private final Optional<byte[]> signature;
    private final List<Problem> warnings;
    private final List<Problem> acknowledgements;

    VerifiedPackage(
            Path file,
            ExtensionManifest manifest,
            String packageDigest,
            String contentDigest,
            Evidence evidence,
            Optional<byte[]> signature,
            List<Problem> warnings,
            List<Problem> acknowledgements) {
        this.file = file;
        this.manifest = manifest;
        this.packageDigest = packageDigest;
        this.contentDigest = contentDigest;
        this.evidence = evidence;
        this.signature = signature.map(byte[]::clone);
        this.warnings = List.copyOf(warnings);
        this.acknowledgements = List.copyOf(acknowledgements);
    }

    /** The host's private copy of the file, whose bytes were verified. */
    public Path file() {
        return file;
    }

    public ExtensionManifest manifest() {
        return manifest;
    }

    /** SHA-256 of the file, 64 hex digits. */
    public String packageDigest() {
        return packageDigest;
    }

    /** {@code sha256:<hex>} over the files in it. */
    public String contentDigest() {
        return contentDigest;
    }

    public Tier tier() {
        return evidence.tier();
    }

    /** Who vouches for it. */
    public Evidence evidence() {
        return evidence;
    }

    /** The signature that came with it, as it came; it is stored with the content (TRUST-145). */
    public Optional<byte[]> signature() {
        return signature.map(byte[]::clone);
    }

    /** What was found and did not refuse it. */
    public List<Problem> warnings() {
        return warnings;
    }

    /** What refuses it until an operator agrees (GATE-55). */
    public List<Problem> acknowledgements() {
        return acknowledgements;
    }

    /** Deletes the private copy. */
    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }
}
