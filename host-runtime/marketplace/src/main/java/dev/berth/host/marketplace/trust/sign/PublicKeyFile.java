/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust.sign;

import dev.berth.sdk.value.JsonObject;
import java.util.Optional;
import java.util.Set;

/**
 * A public key as publishers hand it out.
 *
 * @param key the key
 * @param scope whose it is, without {@code @}, if the file says so
 */
public record PublicKeyFile(VerifyingKey key, Optional<String> scope) {
    private static final Set<String> KNOWN = Set.of("key_id", "scope", "spki");

    /**
     * Reads one, {@code {"key_id","scope","spki"}}, of which only the last has to be there.
     *
     * @throws IllegalArgumentException if it is no such document; the message says why
     * @throws dev.berth.sdk.problem.ProblemException {@code weak-key}
     */
    public static PublicKeyFile parse(JsonObject document) {
        if (!KNOWN.containsAll(document.members().keySet())
                || document.string("spki").isEmpty()) {
            throw new IllegalArgumentException(
                    "needs the text \"spki\", and beside it at most \"key_id\" and \"scope\";" + " found "
                            + String.join(", ", document.members().keySet()));
        }
        VerifyingKey key = VerifyingKey.parse(document.string("spki").orElseThrow());
        if (document.get("key_id").isPresent() && !document.string("key_id").equals(Optional.of(key.id()))) {
            throw new IllegalArgumentException(
                    "needs \"key_id\" to be that of the key, " + key.id() + "; found another");
        }
        if (document.get("scope").isPresent() && document.string("scope").isEmpty()) {
            throw new IllegalArgumentException("needs \"scope\" to be text; found something else");
        }
        return new PublicKeyFile(key, document.string("scope"));
    }

    /** Returns it as it is handed out. */
    public JsonObject json() {
        JsonObject document = JsonObject.of("key_id", key.id(), "spki", key.spki());
        return scope.map(name -> document.with("scope", name)).orElse(document);
    }
}
