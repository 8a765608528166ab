/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust;

import dev.berth.host.extension.PackageVerifier;
import dev.berth.host.extension.Tier;
import dev.berth.host.marketplace.pack.DamagedPackageException;
import dev.berth.host.marketplace.pack.OpenPackage;
import dev.berth.host.marketplace.pack.Opened;
import dev.berth.host.marketplace.pack.PackageReader;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.manifest.PackageEntries.Form;
import dev.berth.manifest.Phase;
import dev.berth.manifest.Validation;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        this(new PrivateFolder(folder), entries -> new ManifestValidator().validate(entries, Phase.HOST, policy));
    }

    TrustPipeline(PrivateFolder folder, ManifestJudge manifests) {
        this.folder = folder;
        this.manifests = manifests;
    }

    @Override
    public Verdict verify(Path file, String displayName) {
        return switch (reader.open(file, displayName)) {
            case Opened.Refused refused -> new Verdict.Refused(refused.problems());
            case Opened.Sound sound -> judge(sound.contents());
        };
    }

    private Verdict judge(OpenPackage contents) {
        DigestedPackage digested = DigestedPackage.of(contents);
        Validation validation = manifests.judge(digested);
        List<Problem> problems = validation.problems();
        if (validation.manifest().isEmpty()) {
            return new Verdict.Refused(problems);
        }
        ExtensionManifest manifest = validation.manifest().get();
        String suffix = contents.form() == Form.TGZ ? ".tgz" : ".jar";
        return switch (folder.keep(contents.bytes(), contents.size(), suffix, manifest.subject())) {
            case PrivateFolder.Kept.Failed failed -> new Verdict.Refused(List.of(failed.problem()));
            case PrivateFolder.Kept.At kept ->
                // No signature is looked for yet, so none was offered (TRUST-88).
                new Verdict.Trusted(verified(
                        kept.file(),
                        manifest,
                        Digests.ofPackage(contents),
                        digested.digest(),
                        Tier.UNSIGNED,
                        problems));
        };
    }

    /** The caller has just hashed the stored bytes, so they are the ones that were verified: no entry is produced unasked. */
    @Override
    public List<Problem> recheck(Path stored, ExtensionManifest expected) {
        return switch (reader.lookThrough(stored, expected.subject())) {
            case Opened.Refused refused ->
                List.of(differs(expected, "it can no longer be read").causes(refused.problems()));
            case Opened.Sound sound -> recheck(sound.contents(), expected);
        };
    }

    private List<Problem> recheck(OpenPackage contents, ExtensionManifest expected) {
        Validation validation;
        try {
            validation = manifests.judge(contents);
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

    private static Problem differs(ExtensionManifest expected, String found) {
        return Problem.of(
                        ProblemCode.CONTENT_DIGEST_MISMATCH,
                        expected.subject(),
                        expected.subject() + " needs its stored package as it was installed, and it differs: " + found
                                + ". It was not activated; nothing else changed.")
                .operator("install the same package again; that repairs the stored copy.");
    }
}
