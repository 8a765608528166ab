/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust.sign;

import dev.berth.manifest.json.CanonicalJson;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A further public key of a scope, with the signatures of a key that the scope has and of the new one itself (TRUST-56).
 *
 * @param action {@code add} beside the old one, or {@code rotate} in its place
 * @param key the new key
 * @param scope whose, without {@code @}
 * @param validFrom from when on
 * @param signatures by the id of the key that made each
 */
public record KeyStatement(
        String action, VerifyingKey key, String scope, Instant validFrom, Map<String, byte[]> signatures) {
    private static final Set<String> ACTIONS = Set.of("add", "rotate");
    private static final Set<String> BODY = Set.of("action", "key_id", "scope", "spki", "valid_from");

    /** Copies the signatures. */
    public KeyStatement {
        signatures = Map.copyOf(signatures);
    }

    /** States a key, signed by both. */
    public static KeyStatement of(String action, SigningKey old, SigningKey next, String scope, Instant validFrom) {
        KeyStatement unsigned = new KeyStatement(action, next.publicHalf(), scope, validFrom, Map.of());
        byte[] message = unsigned.message();
        return new KeyStatement(
                action,
                next.publicHalf(),
                scope,
                validFrom,
                Map.of(
                        old.publicHalf().id(), old.sign(message),
                        next.publicHalf().id(), next.sign(message)));
    }

    /**
     * Reads one, {@code {"signed":{…},"signatures":[{"key_id","sig"}]}}; whether its signatures hold, {@link #isSignedBy} says.
     *
     * @throws IllegalArgumentException if it is no such document; the message says why
     * @throws dev.berth.sdk.problem.ProblemException {@code weak-key}
     */
    public static KeyStatement parse(JsonObject document) {
        if (!document.members().keySet().equals(Set.of("signed", "signatures"))
                || !(document.get("signed").orElseThrow() instanceof JsonObject signed)
                || !(document.get("signatures").orElseThrow() instanceof JsonArray signatures)
                || !signed.members().keySet().equals(BODY)) {
            throw new IllegalArgumentException(
                    "needs \"signed\" with action, key_id, scope, spki and valid_from, and \"signatures\"; found something else");
        }
        VerifyingKey key = VerifyingKey.parse(text(signed, "spki"));
        String action = text(signed, "action");
        if (!key.id().equals(text(signed, "key_id")) || !ACTIONS.contains(action)) {
            throw new IllegalArgumentException("needs the key's own id and the action add or rotate; found the id "
                    + text(signed, "key_id") + " and \"" + action + "\"");
        }
        return new KeyStatement(
                action, key, text(signed, "scope"), instant(text(signed, "valid_from")), signatures(signatures));
    }

    private static Map<String, byte[]> signatures(JsonArray all) {
        Map<String, byte[]> signatures = new TreeMap<>();
        for (JsonValue one : all.items()) {
            if (!(one instanceof JsonObject signature) || all.items().size() > 2) {
                throw new IllegalArgumentException("needs two signatures, each an object; found something else");
            }
            signatures.put(
                    text(signature, "key_id"),
                    SignatureBytes.parse(text(signature, "sig"))
                            .orElseThrow(() -> new IllegalArgumentException(
                                    "needs \"sig\" to be 64 bytes in standard Base64; found something else")));
        }
        return signatures;
    }

    private static Instant instant(String text) {
        try {
            Instant instant = Instant.parse(text);
            if (instant.toString().equals(text)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw new IllegalArgumentException(
                "needs \"valid_from\" to be an instant such as 2026-03-24T00:00:00Z; found \"" + text + "\"");
    }

    private static String text(JsonObject object, String name) {
        return object.string(name)
                .orElseThrow(() -> new IllegalArgumentException("needs the text \"" + name + "\"; found none"));
    }

    /** Tells whether a key signed it. */
    public boolean isSignedBy(VerifyingKey signer) {
        return Optional.ofNullable(signatures.get(signer.id()))
                .filter(signature -> signer.verifies(message(), signature))
                .isPresent();
    }

    private byte[] message() {
        return Scheme.KEY.bytes(CanonicalJson.bytes(body()));
    }

    private JsonObject body() {
        return JsonObject.of(
                "action", action,
                "key_id", key.id(),
                "scope", scope,
                "spki", key.spki(),
                "valid_from", validFrom.toString());
    }

    /** Returns it as it travels. */
    public JsonObject json() {
        List<JsonObject> all = new ArrayList<>();
        new TreeMap<>(signatures)
                .forEach(
                        (id, signature) -> all.add(JsonObject.of("key_id", id, "sig", StrictBase64.encode(signature))));
        return JsonObject.of("signed", body(), "signatures", all);
    }
}
