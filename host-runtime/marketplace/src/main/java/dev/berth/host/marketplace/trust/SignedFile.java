/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust;

import dev.berth.host.marketplace.pack.Opened;
import dev.berth.host.marketplace.pack.PackageReader;
import dev.berth.host.marketplace.trust.sign.PackageSignature;
import dev.berth.host.marketplace.trust.sign.PublicKeyFile;
import dev.berth.host.marketplace.trust.sign.SignedManifest;
import dev.berth.host.marketplace.trust.sign.SigningKey;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.manifest.Phase;
import dev.berth.manifest.Validation;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.SdkAbi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A package file, and the document beside it in which its publisher vouches for it: signed and verified without a host. */
public final class SignedFile {
    private static final String UNPROVEN = ". It is not proven who published it; nothing was changed.";

    private final Path file;
    private final ExtensionManifest manifest;
    private final String packageDigest;
    private final String contentDigest;
    private final String integrity;

    private SignedFile(Path file, DigestedPackage digested, ExtensionManifest manifest) {
        this.file = file;
        this.manifest = manifest;
        this.packageDigest = Digests.ofPackage(digested.contents());
        this.contentDigest = digested.digest();
        this.integrity = Digests.integrity(digested.contents());
    }

    /**
     * Opens a package.
     *
     * @throws ProblemException with all that its archive and its manifest get wrong
     */
    public static SignedFile open(Path file) {
        String name = String.valueOf(file.getFileName());
        DigestedPackage digested = switch (new PackageReader().open(file, name)) {
            case Opened.Refused refused -> throw new ProblemException(refused.problems());
            case Opened.Sound sound -> DigestedPackage.of(sound.contents());
        };
        Validation validation =
                new ManifestValidator().validate(digested, Phase.CHECK, ManifestPolicy.of(SdkAbi.VERSION), List::of);
        return new SignedFile(
                file, digested, validation.manifest().orElseThrow(() -> new ProblemException(validation.problems())));
    }

    /** Returns what people call the extension in it. */
    public String subject() {
        return manifest.subject();
    }

    /** Returns where the document lies. */
    public Path document() {
        return file.resolveSibling(file.getFileName() + PackageSignature.SUFFIX);
    }

    /** Returns its digests, as a document for programs. */
    public JsonObject facts() {
        return JsonObject.of(
                "package", manifest.id().value(),
                "version", manifest.version().toString(),
                "packageDigest", packageDigest,
                "contentDigest", contentDigest,
                "integrity", integrity);
    }

    /**
     * Signs it, and writes the document beside it; one that is there is replaced.
     *
     * @param scope whose the key is, if that is known
     * @throws ProblemException {@code usage-invalid} if the key is another scope's or the document cannot be written
     */
    public void sign(SigningKey key, Optional<String> scope) {
        scope.filter(other -> !other.equals(manifest.id().scope())).ifPresent(other -> {
            throw usage("a key of its own scope; found one of @" + other + ". Nothing was signed");
        });
        JsonObject signed = PackageSignature.sign(SignedManifest.of(manifest, packageDigest), key)
                .json();
        try {
            Files.writeString(document(), signed + "\n");
        } catch (IOException e) {
            throw usage("a folder in which " + document() + " can be written; found: " + e.getMessage()
                    + ". Nothing was signed");
        }
    }

    /**
     * Verifies the document beside it.
     *
     * @param keys those that count; of those with a scope, only those of the package's
     * @return the key that made the signature
     * @throws ProblemException {@code signature-invalid}, {@code manifest-mismatch}
     */
    public PublicKeyFile verify(List<PublicKeyFile> keys) {
        byte[] document = SignatureBeside.read(file)
                .orElseThrow(() -> new ProblemException(TrustProblems.signature(
                        subject(), "none; " + document().getFileName() + " is not there", UNPROVEN)));
        PackageSignature offered;
        try {
            offered = PackageSignature.parse(document);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    TrustProblems.signature(subject(), "a document that " + e.getMessage(), UNPROVEN));
        }
        List<String> differences = offered.differences(manifest);
        if (!differences.isEmpty()) {
            throw new ProblemException(TrustProblems.mismatch(subject(), differences, UNPROVEN));
        }
        Vouching.mismatch(new Vouching.Bytes(subject(), packageDigest, contentDigest, Optional.of(integrity)), offered)
                .ifPresent(found -> {
                    throw new ProblemException(TrustProblems.signature(subject(), found, UNPROVEN));
                });
        return keys.stream()
                .filter(key -> key.scope()
                        .filter(scope -> !scope.equals(manifest.id().scope()))
                        .isEmpty())
                .filter(key -> offered.isBy(key.key()))
                .findFirst()
                .orElseThrow(() -> new ProblemException(TrustProblems.signature(
                        subject(),
                        "one by " + offered.keyId().map(id -> "the key " + id).orElse("a key")
                                + ", and no key that was given made it",
                        UNPROVEN)));
    }

    private ProblemException usage(String needsAndFound) {
        return new ProblemException(
                Problem.of(ProblemCode.USAGE_INVALID, subject(), subject() + " needs " + needsAndFound + "."));
    }
}
