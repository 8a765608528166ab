/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

import dev.berth.host.evidence.KeyOffer;
import dev.berth.host.evidence.PublisherKey;
import dev.berth.host.evidence.TrustStore;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.LiveView;
import dev.berth.manifest.PackageEntries;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Judges the bytes of a package before anything else touches them. Implemented by the trust pipeline of the marketplace. */
public abstract class PackageVerifier {
    /** What came of it. */
    public sealed interface Verdict {
        /** It may be installed. The caller closes the package. */
        record Trusted(VerifiedPackage verified) implements Verdict {}

        /** It may not; all problems of the pass, at least one error. Nothing is left on the disk. */
        record Refused(List<Problem> problems) implements Verdict {}
    }

    /**
     * Who vouches for a package (TRUST-87).
     *
     * @param tier how far the evidence goes
     * @param signature the one that was offered, if it holds
     * @param against why it must not be loaded, although its bytes are whole
     */
    public record Evidence(Tier tier, Optional<SignedBy> signature, List<Problem> against) {
        /** Copies. */
        public Evidence {
            against = List.copyOf(against);
        }
    }

    /**
     * Who signed it.
     *
     * @param scheme what the signature is over
     * @param key that made it, as the key ring has it now
     */
    public record SignedBy(String scheme, PublisherKey key) {}

    /**
     * Copies the file to a private place and judges the copy: archive, digests, manifest, and what its code and its files show (GATE-8).
     *
     * @param file what an operator named or uploaded; never changed
     * @param displayName how people know the file, for problems
     * @param live what is live, as a package of the tier that is found is judged beside it
     */
    public abstract Verdict verify(Path file, String displayName, Function<Tier, LiveView> live);

    /** Judges stored bytes again before a class of theirs is loaded (MAN-67); returns the errors. */
    public abstract List<Problem> recheck(Path stored, ExtensionManifest expected, LiveView live);

    /**
     * Links the byte code of a stored package with the classes of what would be live beside it (ENG-31); returns the errors. A
     * verifier that does not read byte code finds none.
     */
    public List<Problem> links(Path stored, ExtensionManifest manifest, LiveView live) {
        return List.of();
    }

    /**
     * Looks into a stored package; what of it is not readable, which {@link #recheck} reports, is absent.
     *
     * @return its files, read when they are asked for
     */
    public abstract Optional<PackageEntries> files(Path stored);

    /** Returns what it goes by, as a policy file says it (GATE-1). */
    public JsonObject policy() {
        return JsonObject.of();
    }

    /**
     * Returns a file of a stored package; none if the package is not readable.
     *
     * @param name as the package spells it
     */
    public abstract Optional<byte[]> file(Path stored, String name);

    /** Judges anew who vouches for stored bytes that are whole, with the signature that is stored beside them (TRUST-150). */
    public Evidence evidence(Revision revision, Optional<byte[]> signature) {
        return new Evidence(revision.tier(), Optional.empty(), List.of());
    }

    /** Returns one that goes by what is trusted at this moment, for who judges many at once. */
    public PackageVerifier now() {
        return this;
    }

    /** Returns whom it trusts. */
    public TrustStore trust() {
        return TrustStore.NONE;
    }

    /**
     * Reads a public key, or a statement about one.
     *
     * @throws dev.berth.sdk.problem.ProblemException {@code weak-key}, {@code usage-invalid}
     */
    public KeyOffer readKey(JsonObject document) {
        throw new UnsupportedOperationException("A verifier without a key ring takes no keys");
    }

    /** Makes the proof that a package was verified, and that nobody signed it. */
    protected final VerifiedPackage verified(
            Path file,
            ExtensionManifest manifest,
            String packageDigest,
            String contentDigest,
            Tier tier,
            List<Problem> warnings,
            List<Problem> acknowledgements) {
        return verified(
                file,
                manifest,
                packageDigest,
                contentDigest,
                new Evidence(tier, Optional.empty(), List.of()),
                Optional.empty(),
                warnings,
                acknowledgements);
    }

    /** Makes the proof that a package was verified, with who vouches for it and the document in which they do. */
    protected final VerifiedPackage verified(
            Path file,
            ExtensionManifest manifest,
            String packageDigest,
            String contentDigest,
            Evidence evidence,
            Optional<byte[]> signature,
            List<Problem> warnings,
            List<Problem> acknowledgements) {
        return new VerifiedPackage(
                file, manifest, packageDigest, contentDigest, evidence, signature, warnings, acknowledgements);
    }
}
