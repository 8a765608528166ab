/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.trust;

import dev.berth.host.audit.AuditEvent;
import dev.berth.host.audit.AuditEvent.KeyRevoked;
import dev.berth.host.audit.AuditEvent.KeyTrusted;
import dev.berth.host.audit.AuditEvent.PackageBlocked;
import dev.berth.host.audit.AuditEvent.PackageUnblocked;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.By;
import dev.berth.host.evidence.Block;
import dev.berth.host.evidence.KeyOffer;
import dev.berth.host.evidence.PublisherKey;
import dev.berth.host.evidence.PublisherKey.Custody;
import dev.berth.host.evidence.PublisherKey.State;
import dev.berth.host.evidence.TrustStore;
import dev.berth.host.extension.PackageVerifier;
import dev.berth.host.extension.Transactor;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The operator's key ring and block list (TRUST-52 to TRUST-60). While there is no marketplace it is the only source of keys. */
public final class TrustBook {
    private final PackageVerifier verifier;
    private final TrustStore store;
    private final Transactor transactor;
    private final AuditLog audit;
    private final Clock clock;
    private final Runnable changed;

    /**
     * Opens the book of a verifier.
     *
     * @param changed is told after each change
     */
    public TrustBook(PackageVerifier verifier, Transactor transactor, AuditLog audit, Clock clock, Runnable changed) {
        this.verifier = verifier;
        this.store = verifier.trust();
        this.transactor = transactor;
        this.audit = audit;
        this.clock = clock;
        this.changed = changed;
    }

    /** Returns all keys, by scope. */
    public List<PublisherKey> keys() {
        return store.keys();
    }

    /** Returns what is blocked. */
    public List<Block> blocks() {
        return store.blocks();
    }

    /**
     * Trusts a key: the first of a scope as it is, a further one by a statement of a key that the scope has (TRUST-56, TRUST-57).
     *
     * @param document a public key, or a key statement
     * @param scope whose, if the document does not say it
     * @throws ProblemException {@code weak-key}, {@code key-exists}, {@code signature-invalid}, {@code usage-invalid}
     */
    public synchronized PublisherKey trust(JsonObject document, Optional<String> scope, Custody custody, By by) {
        KeyOffer offer = verifier.readKey(document);
        String whose = KeyProblems.scope(offer, scope);
        List<PublisherKey> all = store.keys();
        all.stream().filter(key -> key.id().equals(offer.id())).findFirst().ifPresent(key -> {
            throw KeyProblems.exists(key);
        });
        List<PublisherKey> active = all.stream()
                .filter(key -> key.scope().equals(whose) && key.state() == State.ACTIVE)
                .toList();
        List<PublisherKey> signers = signers(offer, active);
        if (!active.isEmpty() && signers.isEmpty()) {
            throw KeyProblems.unstated(offer, whose, active);
        }
        Instant now = now();
        Instant from = offer.statement()
                .map(KeyOffer.Statement::validFrom)
                .filter(now::isBefore)
                .map(later -> KeyProblems.soon(later, now))
                .orElse(now);
        PublisherKey key = new PublisherKey(
                offer.id(), whose, offer.spki(), State.ACTIVE, custody, from, Optional.empty(), Optional.empty());
        List<PublisherKey> retired =
                offer.statement().filter(KeyOffer.Statement::replaces).isPresent()
                        ? signers.stream().map(old -> old.retired(now)).toList()
                        : List.of();
        change(
                () -> {
                    retired.forEach(store::save);
                    store.save(key);
                },
                new KeyTrusted(
                        key.id(),
                        whose,
                        custody.toString(),
                        retired.stream().map(PublisherKey::id).toList()),
                by);
        return key;
    }

    private static List<PublisherKey> signers(KeyOffer offer, List<PublisherKey> active) {
        return offer.statement()
                .filter(statement -> statement.signedBy().test(offer.spki()))
                .map(statement -> active.stream()
                        .filter(key -> statement.signedBy().test(key.spki()))
                        .toList())
                .orElse(List.of());
    }

    /**
     * Revokes a key (TRUST-59).
     *
     * @param since from when on others may have used it; empty: always
     * @throws ProblemException {@code key-unknown}
     */
    public synchronized PublisherKey revoke(String id, Optional<Instant> since, By by) {
        PublisherKey key = store.keys().stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseThrow(() -> KeyProblems.unknown(id));
        Instant now = now();
        Instant always = key.validFrom().isBefore(now) ? key.validFrom() : now;
        PublisherKey revoked =
                key.revoked(KeyProblems.past(since.orElse(always), now).truncatedTo(ChronoUnit.MILLIS));
        change(
                () -> store.save(revoked),
                new KeyRevoked(id, key.scope(), revoked.compromisedSince().orElseThrow()),
                by);
        return revoked;
    }

    /**
     * Blocks a package (TRUST-159): nothing installs it, and no boot loads it. What runs goes on, with an advisory.
     *
     * @throws ProblemException {@code usage-invalid}
     */
    public synchronized Block block(String value, String reason, By by) {
        Block block = new Block(KeyProblems.blockable(value), KeyProblems.reason(reason), now());
        change(() -> store.save(block), new PackageBlocked(value, block.kind().toString(), reason), by);
        return block;
    }

    /** Blocks a package no longer; one that is not blocked is no error. */
    public synchronized void unblock(String value, By by) {
        if (store.blocks().stream().anyMatch(block -> block.value().equals(value))) {
            change(() -> store.unblock(value), new PackageUnblocked(value), by);
        }
    }

    private void change(Runnable write, AuditEvent event, By by) {
        transactor.run(() -> {
            write.run();
            audit.append(event, by);
        });
        changed.run();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
