/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.secrets;

import dev.berth.host.extension.Transactor;
import dev.berth.host.port.nango.Sealer;
import dev.berth.host.port.secrets.SecretStore.Row;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Seals with a key of its own that lies among the secrets, sealed with the master key: a change of the master key seals this one anew,
 * and what it sealed stays as it is. No extension can read it: none can have this id, which names no kind, and no call has an
 * organisation without a name.
 */
public final class DataKey implements Sealer {
    /** A row of the host's own, under a name that no extension has: its kind is none. */
    private static final SecretName NAME =
            new SecretName(ExtensionId.of(String.join("/", "@berth-host", "oauth-gateway")), "", "data-key");

    private final SecretStore store;
    private final SecretKeys keys;
    private final Transactor transactor;
    private final Clock clock;
    private @Nullable MasterKey key;

    /** Keeps its key in a store; made at the first use. */
    public DataKey(SecretStore store, SecretKeys keys, Transactor transactor, Clock clock) {
        this.store = store;
        this.keys = keys;
        this.transactor = transactor;
        this.clock = clock;
    }

    @Override
    public String seal(String place, String text) {
        Sealed sealed = key().seal(place, text);
        return sealed.nonce() + "." + sealed.ciphertext();
    }

    @Override
    public String open(String place, String sealed) {
        List<String> parts = List.of(sealed.split("\\.", -1));
        return Optional.of(parts)
                .filter(both -> both.size() == 2)
                .flatMap(both -> key().open(place, new Sealed("", both.get(0), both.get(1))))
                .orElseThrow(() -> new ProblemException(Problem.of(
                                ProblemCode.SECRET_UNREADABLE,
                                place,
                                place
                                        + " needs the key and the place it was sealed with; found another, or other bytes."
                                        + " It was not read; nothing was changed.")
                        .operator("let its user connect again: berth connections")));
    }

    private synchronized MasterKey key() {
        MasterKey known = key;
        if (known == null) {
            // Within a transaction, so that no master key is forgotten in between.
            known = transactor.within(() -> store.get(NAME).map(this::stored).orElseGet(this::made));
            key = known;
        }
        return known;
    }

    private MasterKey stored(Row row) {
        return keys.find(row.sealed().keyId())
                .flatMap(master -> master.open(NAME.logicalKey(), row.sealed()))
                .flatMap(MasterKey::decode)
                .orElseThrow(
                        () -> new ProblemException(SecretProblems.unreadable(row, "no key that opens it", List.of())));
    }

    private MasterKey made() {
        MasterKey fresh = MasterKey.random();
        store.put(new Row(NAME, keys.current().seal(NAME.logicalKey(), fresh.encode()), clock.instant()));
        return fresh;
    }
}
