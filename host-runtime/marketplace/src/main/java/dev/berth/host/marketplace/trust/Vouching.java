/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust;

import dev.berth.host.evidence.Block;
import dev.berth.host.evidence.PublisherKey;
import dev.berth.host.evidence.PublisherKey.Custody;
import dev.berth.host.evidence.TrustStore;
import dev.berth.host.extension.PackageVerifier.Evidence;
import dev.berth.host.extension.PackageVerifier.SignedBy;
import dev.berth.host.extension.Tier;
import dev.berth.host.marketplace.trust.sign.PackageSignature;
import dev.berth.host.marketplace.trust.sign.PackageSignature.OverIntegrity;
import dev.berth.host.marketplace.trust.sign.PackageSignature.OverManifest;
import dev.berth.host.marketplace.trust.sign.VerifyingKey;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Finds out who vouches for bytes: blocks first, then keys, then the signature, and of what is left the tier (LIFE-71 to LIFE-74). The
 * first that stands against them ends it.
 */
final class Vouching {
    private final TrustStore store;
    private final Supplier<List<Block>> blocks;
    private final Supplier<List<PublisherKey>> keys;
    private final Set<String> official;
    private final Clock clock;

    Vouching(TrustStore store, Set<String> official, Clock clock) {
        this(store, store::blocks, store::keys, Set.copyOf(official), clock);
    }

    private Vouching(
            TrustStore store,
            Supplier<List<Block>> blocks,
            Supplier<List<PublisherKey>> keys,
            Set<String> official,
            Clock clock) {
        this.store = store;
        this.blocks = blocks;
        this.keys = keys;
        this.official = official;
        this.clock = clock;
    }

    /** Returns one that goes by the keys and blocks of this moment, and does not read them again for each that it judges. */
    Vouching now() {
        List<Block> blocked = store.blocks();
        List<PublisherKey> known = store.keys();
        return new Vouching(store, () -> blocked, () -> known, official, clock);
    }

    /**
     * What is judged.
     *
     * @param subject as people know it
     * @param packageDigest 64 hex digits
     * @param contentDigest {@code sha256:<hex>}
     * @param integrity of the file as it was delivered, {@code sha512-…}; nothing if that was proven when it came
     */
    record Bytes(String subject, String packageDigest, String contentDigest, Optional<String> integrity) {
        /** Returns what is said to follow. */
        String effect() {
            return integrity.isPresent() ? TrustProblems.NOT_TAKEN : TrustProblems.NOT_LOADED;
        }
    }

    /**
     * Judges bytes with the document that came beside them, before anything inside of them counts.
     *
     * @return whoever vouches for them, or in {@link Evidence#against} the one reason against them
     */
    Evidence judge(Bytes bytes, Optional<byte[]> document) {
        Optional<Problem> blocked = blocks.get().stream()
                .filter(block -> block.meets(bytes.packageDigest(), bytes.contentDigest()))
                .findFirst()
                .map(block -> TrustProblems.blocked(bytes.subject(), block, bytes.effect()));
        if (blocked.isPresent()) {
            return refused(blocked.get());
        } else if (document.isEmpty()) {
            return new Evidence(Tier.UNSIGNED, Optional.empty(), List.of());
        }
        try {
            return judge(bytes, PackageSignature.parse(document.get()));
        } catch (IllegalArgumentException unreadable) {
            return refused(TrustProblems.signature(
                    bytes.subject(), "a document that " + unreadable.getMessage(), bytes.effect()));
        }
    }

    private Evidence judge(Bytes bytes, PackageSignature offered) {
        Optional<String> other = mismatch(bytes, offered);
        if (other.isPresent()) {
            return refused(TrustProblems.signature(bytes.subject(), other.get(), bytes.effect()));
        }
        List<PublisherKey> candidates = keys.get().stream()
                .filter(key -> key.scope().equals(scope(offered)))
                .filter(key -> offered.keyId().map(key.id()::equals).orElse(true))
                .toList();
        if (candidates.isEmpty()) {
            return refused(TrustProblems.unknownKey(bytes.subject(), scope(offered), offered.keyId(), bytes.effect()));
        }
        Instant came = store.firstInstalled(bytes.contentDigest()).orElseGet(clock::instant);
        List<PublisherKey> good =
                candidates.stream().filter(key -> key.vouchesAt(came)).toList();
        if (good.isEmpty()) {
            return refused(TrustProblems.revoked(bytes.subject(), candidates.get(0), came, bytes.effect()));
        }
        return good.stream()
                .filter(key -> offered.isBy(VerifyingKey.parse(key.spki())))
                .findFirst()
                .map(key -> new Evidence(tier(key), Optional.of(new SignedBy(offered.scheme(), key)), List.of()))
                .orElseGet(() -> refused(TrustProblems.signature(
                        bytes.subject(), "one that the key " + good.get(0).id() + " did not make", bytes.effect())));
    }

    /** Returns why a signature is not over these bytes. */
    static Optional<String> mismatch(Bytes bytes, PackageSignature offered) {
        return switch (offered) {
            case OverManifest over ->
                over.manifest().names(bytes.packageDigest(), bytes.contentDigest())
                        ? Optional.empty()
                        : Optional.of("one over other bytes than these (SHA-256 " + bytes.packageDigest() + ")");
            case OverIntegrity over ->
                bytes.integrity()
                        .filter(found -> !Digests.equal(found, over.integrity()))
                        .map(found -> "one over other bytes than these (" + found + ")");
        };
    }

    private static String scope(PackageSignature offered) {
        return switch (offered) {
            case OverManifest over -> over.manifest().scope();
            case OverIntegrity over ->
                ExtensionId.isValid(over.name()) ? ExtensionId.of(over.name()).scope() : "";
        };
    }

    private Tier tier(PublisherKey key) {
        if (key.custody() == Custody.CUSTODIAL) {
            return Tier.CUSTODIAL;
        }
        return official.contains(key.scope()) ? Tier.OFFICIAL : Tier.AUTHOR_SIGNED;
    }

    /** Returns why a package of this name is not wanted, whoever vouches for it. */
    Optional<Problem> blocked(ExtensionId id, String version, String effect) {
        return blocks.get().stream()
                .filter(block -> block.meets(id, version))
                .findFirst()
                .map((Block block) -> TrustProblems.blocked(id + " " + version, block, effect));
    }

    TrustStore store() {
        return store;
    }

    private static Evidence refused(Problem problem) {
        return new Evidence(Tier.UNSIGNED, Optional.empty(), List.of(problem));
    }
}
