/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.closure;

import dev.berth.host.extension.LiveExtensions;
import dev.berth.host.extension.Origin;
import dev.berth.host.extension.PackageVerifier;
import dev.berth.host.extension.PackageVerifier.Verdict;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.VerifiedPackage;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.SemVer;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The packages that were sent with an install, each verified beside what is live and beside the others: what one imports, another may
 * export. Their private copies are deleted when this is closed.
 */
public final class Gathered implements Candidates, AutoCloseable {
    private final PackageVerifier verifier;
    private final LiveExtensions live;
    private final Map<Offer, VerifiedPackage> sound = new LinkedHashMap<>();
    private final Map<Offer, List<Problem>> refused = new LinkedHashMap<>();

    /**
     * A package file.
     *
     * @param name how people know it
     */
    public record Offer(Path file, String name) {}

    private Gathered(PackageVerifier verifier, LiveExtensions live) {
        this.verifier = verifier;
        this.live = live;
    }

    /** Verifies packages. What is refused alone is tried again beside those that were not, until that changes nothing. */
    public static Gathered of(Collection<Offer> offers, PackageVerifier verifier, LiveExtensions live) {
        Gathered gathered = new Gathered(verifier, live);
        List<Offer> left = List.copyOf(offers);
        int before;
        do {
            before = left.size();
            left = left.stream().filter(offer -> !gathered.take(offer)).toList();
        } while (!left.isEmpty() && left.size() < before);
        return gathered;
    }

    private boolean take(Offer offer) {
        Map<Revision, Path> others = coming(sound.values());
        return switch (verifier.verify(offer.file(), offer.name(), tier -> live.seenBy(tier, others))) {
            case Verdict.Trusted(VerifiedPackage verified) -> {
                sound.put(offer, verified);
                refused.remove(offer);
                yield true;
            }
            case Verdict.Refused(List<Problem> problems) -> {
                refused.put(offer, problems);
                yield false;
            }
        };
    }

    private static Map<Revision, Path> coming(Collection<VerifiedPackage> packages) {
        Map<Revision, Path> coming = new HashMap<>();
        packages.forEach(one -> coming.put(
                new Revision(
                        one.manifest(),
                        1,
                        one.packageDigest(),
                        one.contentDigest(),
                        one.tier(),
                        new Origin.File(String.valueOf(one.file().getFileName())),
                        Instant.EPOCH),
                one.file()));
        return coming;
    }

    /** Returns the package of an offer, unless it was refused. */
    public Optional<VerifiedPackage> verified(Offer offer) {
        return Optional.ofNullable(sound.get(offer));
    }

    /** Returns why an offer was refused. */
    public List<Problem> problems(Offer offer) {
        return refused.getOrDefault(offer, List.of());
    }

    /** Returns the offer that brought this very manifest. */
    @SuppressWarnings("ReferenceEquality") // the very one, since two offers may bring the same
    public Offer offer(ExtensionManifest manifest) {
        return sound.entrySet().stream()
                .filter(one -> one.getValue().manifest() == manifest)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** Judges one of some that shall be installed together beside the others; returns the errors. */
    public List<Problem> beside(ExtensionManifest one, Collection<ExtensionManifest> all) {
        VerifiedPackage own = of(one);
        List<VerifiedPackage> others = new ArrayList<>();
        all.stream().filter(other -> !other.id().equals(one.id())).forEach(other -> others.add(of(other)));
        return others.isEmpty()
                ? List.of()
                : verifier.recheck(own.file(), one, live.seenBy(own.tier(), coming(others)));
    }

    private VerifiedPackage of(ExtensionManifest manifest) {
        return Objects.requireNonNull(sound.get(offer(manifest)));
    }

    @Override
    public List<ExtensionManifest> find(ExtensionId id, Predicate<SemVer> fits) {
        return sound.values().stream()
                .map(VerifiedPackage::manifest)
                .filter(manifest -> manifest.id().equals(id) && fits.test(manifest.version()))
                .sorted(Comparator.comparing(ExtensionManifest::version).reversed())
                .toList();
    }

    @Override
    public List<Problem> refusals() {
        return refused.values().stream().flatMap(List::stream).toList();
    }

    @Override
    public void close() {
        try {
            for (VerifiedPackage one : sound.values()) {
                one.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
