/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import dev.berth.manifest.json.CanonicalJson;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What a command would do, as a value one can print. Applying it is refused when the world moved since (plan-stale).
 *
 * @param operation {@code install}, {@code archive}, …
 * @param subject what it is about, {@code @acme/crm-connector 1.4.0}
 * @param effects what happens, one sentence each, in order
 * @param touches the other extensions it affects, {@code @acme/x-connector: why} (ENG-32)
 * @param facts the same for programs; everything the decision rests on
 * @param warnings what was found and does not refuse it
 */
public record Plan(
        String operation,
        String subject,
        List<String> effects,
        List<String> touches,
        JsonObject facts,
        List<Problem> warnings) {

    /** Copies the lists. */
    public Plan {
        effects = List.copyOf(effects);
        touches = List.copyOf(touches);
        warnings = List.copyOf(warnings);
    }

    /** Returns SHA-256 over its canonical JSON, 64 hex digits; the same inputs give the same digest (I9). */
    public String digest() {
        String text = CanonicalJson.of(JsonObject.of(
                        "operation",
                        operation,
                        "subject",
                        subject,
                        "effects",
                        effects,
                        "touches",
                        touches,
                        "facts",
                        facts))
                .toString();
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Returns the JSON form, with the digest. */
    public JsonObject toJson() {
        return JsonObject.of(
                "operation", operation,
                "subject", subject,
                "effects", JsonValue.of(effects),
                "touches", JsonValue.of(touches),
                "facts", facts,
                "warnings", warnings.stream().map(Problem::toJson).toList(),
                "digest", digest());
    }
}
