/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust;

import dev.berth.host.extension.PackageVerifier;
import dev.berth.host.extension.Tier;
import dev.berth.host.marketplace.pack.DamagedPackageException;
import dev.berth.host.marketplace.pack.OpenPackage;
import dev.berth.host.marketplace.pack.Opened;
import dev.berth.host.marketplace.pack.PackageReader;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.LiveView;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.manifest.PackageEntries.Form;
import dev.berth.manifest.Phase;
import dev.berth.manifest.Validation;
import dev.berth.manifest.bundle.BundleRules;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Judges packages for a host: archive, digests, manifest, tier (TRUST-82). Thread-safe; holds nothing between two calls. */
public final class TrustPipeline extends PackageVerifier {
    private final PackageReader reader = new PackageReader();
    private final PrivateFolder folder;
    private final ManifestJudge manifests;

    /**
     * Makes a pipeline.
     *
     * @param folder where verified bytes wait to be stored; made with mode 0700 if it is missing. What a crash left in it may
     *     be deleted whenever no verification runs
     * @param policy what the host decides about manifests
     */
    public TrustPipeline(Path folder, ManifestPolicy policy) {
        this(
                new PrivateFolder(folder),
                (entries, live) -> new ManifestValidator().validate(entries, Phase.HOST, policy, live));
    }

    TrustPipeline(PrivateFolder folder, ManifestJudge manifests) {
        this.folder = folder;
        this.manifests = manifests;
    }

    @Override
    public Verdict verify(Path file, String displayName, Function<Tier, LiveView> live) {
        return switch (reader.open(file, displayName)) {
            case Opened.Refused refused -> new Verdict.Refused(refused.problems());
            case Opened.Sound sound -> judge(sound.contents(), live);
        };
    }

    private Verdict judge(OpenPackage contents, Function<Tier, LiveView> live) {
        // No signature is looked for yet, so none was offered (TRUST-88).
        Tier tier = Tier.UNSIGNED;
        DigestedPackage digested = DigestedPackage.of(contents);
        Validation validation = manifests.judge(digested, live.apply(tier));
        List<Problem> problems = validation.problems();
        if (validation.manifest().isEmpty()) {
            return new Verdict.Refused(problems);
        }
        ExtensionManifest manifest = validation.manifest().get();
        String suffix = contents.form() == Form.TGZ ? ".tgz" : ".jar";
        return switch (folder.keep(contents.bytes(), contents.size(), suffix, manifest.subject())) {
            case PrivateFolder.Kept.Failed failed -> new Verdict.Refused(List.of(failed.problem()));
            case PrivateFolder.Kept.At kept ->
                new Verdict.Trusted(verified(
                        kept.file(), manifest, Digests.ofPackage(contents), digested.digest(), tier, problems));
        };
    }

    /** The caller has just hashed the stored bytes, so they are the ones that were verified: no entry is produced unasked. */
    @Override
    public List<Problem> recheck(Path stored, ExtensionManifest expected, LiveView live) {
        return switch (reader.lookThrough(stored, expected.subject())) {
            case Opened.Refused refused ->
                List.of(differs(expected, "it can no longer be read").causes(refused.problems()));
            case Opened.Sound sound -> recheck(sound.contents(), expected, live);
        };
    }

    private List<Problem> recheck(OpenPackage contents, ExtensionManifest expected, LiveView live) {
        Validation validation;
        try {
            validation = manifests.judge(contents, live);
        } catch (DamagedPackageException damaged) {
            return List.of(differs(expected, "it " + damaged.found()));
        }
        List<Problem> errors = new ArrayList<>(
                validation.problems().stream().filter(Problem::isError).toList());
        validation
                .manifest()
                .filter(found ->
                        !found.id().equals(expected.id()) || !found.version().equals(expected.version()))
                .ifPresent(found -> errors.add(differs(expected, "it is " + found.subject())));
        return errors;
    }

    @Override
    public Set<String> exportedPackages(Path stored) {
        return switch (reader.lookThrough(stored, "stored package")) {
            case Opened.Refused refused -> Set.of();
            case Opened.Sound sound -> exportedPackages(sound.contents());
        };
    }

    private static Set<String> exportedPackages(OpenPackage contents) {
        try {
            return BundleRules.exportedPackages(contents);
        } catch (DamagedPackageException damaged) {
            return Set.of();
        }
    }

    @Override
    public Optional<byte[]> file(Path stored, String name) {
        return switch (reader.lookThrough(stored, "stored package")) {
            case Opened.Refused refused -> Optional.empty();
            case Opened.Sound sound -> file(sound.contents(), name);
        };
    }

    private static Optional<byte[]> file(OpenPackage contents, String name) {
        try {
            return contents.read(name);
        } catch (DamagedPackageException damaged) {
            return Optional.empty();
        }
    }

    private static Problem differs(ExtensionManifest expected, String found) {
        return Problem.of(
                        ProblemCode.CONTENT_DIGEST_MISMATCH,
                        expected.subject(),
                        expected.subject() + " needs its stored package as it was installed, and it differs: " + found
                                + ". It was not activated; nothing else changed.")
                .operator("install the same package again; that repairs the stored copy.");
    }
}
