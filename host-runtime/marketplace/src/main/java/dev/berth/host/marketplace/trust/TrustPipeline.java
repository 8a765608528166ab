/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust;

import dev.berth.host.evidence.KeyOffer;
import dev.berth.host.evidence.TrustStore;
import dev.berth.host.extension.PackageVerifier;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Tier;
import dev.berth.host.marketplace.pack.DamagedPackageException;
import dev.berth.host.marketplace.pack.OpenPackage;
import dev.berth.host.marketplace.pack.Opened;
import dev.berth.host.marketplace.pack.PackageReader;
import dev.berth.host.marketplace.trust.sign.PackageSignature;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.LiveView;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.PackageEntries.Form;
import dev.berth.manifest.Phase;
import dev.berth.manifest.Validation;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Judges packages for a host: archive, digests, manifest, tier, contents (TRUST-82, GATE-8). Thread-safe; holds nothing between two calls. */
public final class TrustPipeline extends PackageVerifier {
    private final PackageReader reader = new PackageReader();
    private final PrivateFolder folder;
    private final ManifestJudge manifests;
    private final ContentsJudge contents;
    private final Vouching vouching;

    /** Makes a pipeline of a host that trusts nobody. */
    public TrustPipeline(Path folder, ManifestPolicy policy, ContentsJudge contents) {
        this(folder, policy, contents, TrustStore.NONE, Set.of(), Clock.systemUTC());
    }

    /**
     * Makes a pipeline.
     *
     * @param folder where verified bytes wait to be stored; made with mode 0700 if it is missing. What a crash left in it may
     *     be deleted whenever no verification runs
     * @param policy what the host decides about manifests
     * @param contents judges what is new to the host; what it has stored is not asked again
     * @param trusted the keys whose signatures count, and what is blocked
     * @param official the scopes that are the operator's own, without {@code @} (TRUST-88)
     * @param clock tells when what is not installed yet came
     */
    public TrustPipeline(
            Path folder,
            ManifestPolicy policy,
            ContentsJudge contents,
            TrustStore trusted,
            Set<String> official,
            Clock clock) {
        this(
                new PrivateFolder(folder),
                (entries, live) -> new ManifestValidator().validate(entries, Phase.HOST, policy, live),
                contents,
                new Vouching(trusted, official, clock));
    }

    TrustPipeline(PrivateFolder folder, ManifestJudge manifests, ContentsJudge contents) {
        this(folder, manifests, contents, new Vouching(TrustStore.NONE, Set.of(), Clock.systemUTC()));
    }

    private TrustPipeline(PrivateFolder folder, ManifestJudge manifests, ContentsJudge contents, Vouching vouching) {
        this.folder = folder;
        this.manifests = manifests;
        this.contents = contents;
        this.vouching = vouching;
    }

    @Override
    public Verdict verify(Path file, String displayName, Function<Tier, LiveView> live) {
        return switch (reader.open(file, displayName)) {
            case Opened.Refused refused -> new Verdict.Refused(refused.problems());
            case Opened.Sound sound -> judge(sound.contents(), SignatureBeside.read(file), live);
        };
    }

    private Verdict judge(OpenPackage opened, Optional<byte[]> signature, Function<Tier, LiveView> live) {
        DigestedPackage digested = DigestedPackage.of(opened);
        String packageDigest = Digests.ofPackage(opened);
        Evidence evidence = vouching.judge(
                new Vouching.Bytes(
                        opened.name(), packageDigest, digested.digest(), Optional.of(Digests.integrity(opened))),
                signature);
        if (!evidence.against().isEmpty()) {
            return new Verdict.Refused(evidence.against());
        }
        LiveView beside = live.apply(evidence.tier());
        Validation validation = manifests.judge(digested, beside);
        if (validation.manifest().isEmpty()) {
            return new Verdict.Refused(validation.problems());
        }
        List<Problem> wrong = against(validation.manifest().get(), signature, TrustProblems.NOT_TAKEN);
        if (!wrong.isEmpty()) {
            return new Verdict.Refused(wrong);
        }
        List<Problem> problems = new ArrayList<>(validation.problems());
        problems.addAll(contents.judge(packageDigest, digested, validation, beside));
        return problems.stream().anyMatch(problem -> problem.isError() && !isForOperator(problem))
                ? new Verdict.Refused(errorsFirst(problems))
                : keep(digested, packageDigest, validation.manifest().get(), evidence, signature, problems);
    }

    /** Returns what the manifest shows: that it is blocked, or is another one than was signed (TRUST-39). */
    private List<Problem> against(ExtensionManifest manifest, Optional<byte[]> signature, String effect) {
        Optional<Problem> blocked =
                vouching.blocked(manifest.id(), manifest.version().toString(), effect);
        List<String> differences = signature
                .map(document -> PackageSignature.parse(document).differences(manifest))
                .orElse(List.of());
        return blocked
                .or(() -> differences.isEmpty()
                        ? Optional.empty()
                        : Optional.of(TrustProblems.mismatch(manifest.subject(), differences, effect)))
                .stream()
                .toList();
    }

    @Override
    public Evidence evidence(Revision revision, Optional<byte[]> signature) {
        if (signature.isEmpty() && revision.tier() != Tier.UNSIGNED) {
            return new Evidence(Tier.UNSIGNED, Optional.empty(), List.of(TrustProblems.missing(revision.subject())));
        }
        Evidence found = vouching.judge(
                new Vouching.Bytes(
                        revision.subject(), revision.packageDigest(), revision.contentDigest(), Optional.empty()),
                signature);
        if (!found.against().isEmpty()) {
            return found;
        }
        return new Evidence(
                found.tier(), found.signature(), against(revision.manifest(), signature, TrustProblems.NOT_LOADED));
    }

    @Override
    public PackageVerifier now() {
        return new TrustPipeline(folder, manifests, contents, vouching.now());
    }

    @Override
    public TrustStore trust() {
        return vouching.store();
    }

    @Override
    public KeyOffer readKey(JsonObject document) {
        return KeyDocument.read(document);
    }

    private Verdict keep(
            DigestedPackage digested,
            String packageDigest,
            ExtensionManifest manifest,
            Evidence evidence,
            Optional<byte[]> signature,
            List<Problem> problems) {
        OpenPackage opened = digested.contents();
        String suffix = opened.form() == Form.TGZ ? ".tgz" : ".jar";
        return switch (folder.keep(opened.bytes(), opened.size(), suffix, manifest.subject())) {
            case PrivateFolder.Kept.Failed failed -> new Verdict.Refused(List.of(failed.problem()));
            case PrivateFolder.Kept.At kept ->
                new Verdict.Trusted(verified(
                        kept.file(),
                        manifest,
                        packageDigest,
                        digested.digest(),
                        evidence,
                        signature,
                        problems.stream()
                                .filter(problem -> !isForOperator(problem))
                                .toList(),
                        problems.stream().filter(TrustPipeline::isForOperator).toList()));
        };
    }

    /** The first is what people read; a file that is missing must not stand before what refuses. */
    private static List<Problem> errorsFirst(List<Problem> problems) {
        return problems.stream()
                .sorted(Comparator.comparing(Problem::isError).reversed())
                .toList();
    }

    /** What an operator may agree to is not refused here (GATE-55). */
    private static boolean isForOperator(Problem problem) {
        return problem.code() == ProblemCode.LICENSE_ACKNOWLEDGE;
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
    public List<Problem> links(Path stored, ExtensionManifest manifest, LiveView live) {
        Validation known = new Validation(Optional.of(manifest), List.of());
        return files(stored)
                .map(entries -> contents.links(entries, known, live))
                .orElse(List.of());
    }

    @Override
    public JsonObject policy() {
        return contents.policy();
    }

    @Override
    public Optional<PackageEntries> files(Path stored) {
        return switch (reader.lookThrough(stored, "stored package")) {
            case Opened.Refused refused -> Optional.empty();
            case Opened.Sound sound -> Optional.of(new ReadableEntries(sound.contents()));
        };
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
