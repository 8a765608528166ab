/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

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

    /** Makes the proof that a package was verified. */
    protected final VerifiedPackage verified(
            Path file,
            ExtensionManifest manifest,
            String packageDigest,
            String contentDigest,
            Tier tier,
            List<Problem> warnings,
            List<Problem> acknowledgements) {
        return new VerifiedPackage(file, manifest, packageDigest, contentDigest, tier, warnings, acknowledgements);
    }
}
