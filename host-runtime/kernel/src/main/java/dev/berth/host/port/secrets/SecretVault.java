/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.secrets;

import dev.berth.host.audit.AuditEvent.SecretsReencrypted;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Transactor;
import dev.berth.host.port.secrets.SecretStore.Row;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Encrypts secrets into the store and decrypts them out of it. */
public final class SecretVault {
    private static final int BATCH = 100;

    private final SecretStore store;
    private final SecretKeys keys;
    private final Transactor transactor;
    private final AuditLog audit;
    private final Clock clock;

    /** Puts a store and its keys together. */
    public SecretVault(SecretStore store, SecretKeys keys, Transactor transactor, AuditLog audit, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.transactor = transactor;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Returns the value of a secret.
     *
     * @throws ProblemException {@code secret-unreadable}
     */
    public Optional<String> read(SecretName name) {
        return store.get(name).map(this::open);
    }

    /**
     * Encrypts and stores a secret. The key is asked for within the transaction, so that none is forgotten in between.
     *
     * @throws ProblemException if there is no key to encrypt it with
     */
    public void write(SecretName name, String value) {
        transactor.run(() -> store.put(new Row(name, keys.current().seal(name.logicalKey(), value), clock.instant())));
    }

    /** Deletes a secret, and tells whether there was one. */
    public boolean delete(SecretName name) {
        return transactor.within(() -> {
            boolean present = store.get(name).isPresent();
            store.delete(name);
            return present;
        });
    }

    /** Returns what may be shown of the secrets of an extension, by key. */
    public List<SecretView> list(ExtensionId extension, String organization) {
        return store.list(extension, organization).stream()
                .map(row -> new SecretView(row.name().key(), row.sealed().keyId(), row.writtenAt(), opens(row)))
                .toList();
    }

    /** Tries to decrypt everything, and returns what could not be. */
    public List<UnreadableSecret> unreadable() {
        return all(row -> !opens(row));
    }

    /** Returns the secrets whose key is gone; looks at no secret as long as there are none. */
    public List<UnreadableSecret> keyless() {
        Set<String> gone = store.keyIds().stream().filter(id -> !isKept(id)).collect(Collectors.toSet());
        return gone.isEmpty()
                ? List.of()
                : all(row -> gone.contains(row.sealed().keyId()));
    }

    /**
     * Makes a new master key and encrypts everything anew, in batches; all is readable at any point in between. When an earlier
     * run was cut short, this one finishes it instead: it finds secrets that an older key opens.
     */
    public synchronized Rotation rotate(By by) {
        int moved = reencrypt(keys.current(), by);
        boolean resumed = moved > 0;
        if (!resumed) {
            moved = reencrypt(keys.renew(), by);
        }
        transactor.run(() -> keys.retain(store.keyIds()));
        return new Rotation(keys.current().id(), resumed, moved, unreadable());
    }

    private int reencrypt(MasterKey key, By by) {
        int moved = 0;
        Optional<SecretName> after = Optional.empty();
        boolean more = true;
        while (more) {
            Optional<SecretName> start = after;
            Batch batch = transactor.within(() -> reencrypt(store.page(start, BATCH), key, by));
            moved += batch.moved();
            after = batch.last();
            more = after.isPresent();
        }
        return moved;
    }

    /** @param last of a page that was read, if it was not empty */
    private record Batch(int moved, Optional<SecretName> last) {}

    private Batch reencrypt(List<Row> page, MasterKey key, By by) {
        Map<ExtensionId, Integer> moved = new TreeMap<>();
        for (Row row : page) {
            if (!row.sealed().keyId().equals(key.id()) && opens(row)) {
                store.reseal(row, key.seal(row.name().logicalKey(), open(row)));
                moved.merge(row.name().extension(), 1, Integer::sum);
            }
        }
        moved.forEach((extension, count) -> audit.append(new SecretsReencrypted(extension, key.id(), count), by));
        return new Batch(
                moved.values().stream().mapToInt(Integer::intValue).sum(),
                page.isEmpty() ? Optional.empty() : Optional.of(page.getLast().name()));
    }

    private List<UnreadableSecret> all(Predicate<Row> wanted) {
        List<UnreadableSecret> found = new ArrayList<>();
        Optional<SecretName> after = Optional.empty();
        for (List<Row> page = store.page(after, BATCH); !page.isEmpty(); page = store.page(after, BATCH)) {
            page.stream().filter(wanted).map(UnreadableSecret::of).forEach(found::add);
            after = Optional.of(page.getLast().name());
        }
        return found;
    }

    private boolean isKept(String keyId) {
        try {
            return keys.find(keyId).isPresent();
        } catch (ProblemException e) {
            return false;
        }
    }

    private boolean opens(Row row) {
        try {
            open(row);
            return true;
        } catch (ProblemException e) {
            return false;
        }
    }

    private String open(Row row) {
        Optional<MasterKey> key;
        try {
            key = keys.find(row.sealed().keyId());
        } catch (ProblemException e) {
            throw unreadable(row, "no key that can be used", e.problems());
        }
        if (key.isEmpty()) {
            throw unreadable(row, "that key nowhere", List.of());
        }
        return key.get()
                .open(row.name().logicalKey(), row.sealed())
                .orElseThrow(() -> unreadable(row, "that the key does not open what is stored there", List.of()));
    }

    private static ProblemException unreadable(Row row, String found, List<Problem> causes) {
        return new ProblemException(SecretProblems.unreadable(row, found, causes));
    }
}
