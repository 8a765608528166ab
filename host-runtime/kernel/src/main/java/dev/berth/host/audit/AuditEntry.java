/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.audit;

import dev.berth.manifest.json.CanonicalJson;
import dev.berth.sdk.value.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * One line of the log (TRUST-164).
 *
 * @param sequence from 1, without gaps
 * @param at when
 * @param actor the user, else {@code system:<source>}; never blank (LIFE-146)
 * @param surface where it was asked for: {@code cli}, {@code rest}, {@code embedded}, {@code host}
 * @param event what happened, {@code PortGranted}
 * @param subject the extension
 * @param revision the version that it is about; as the following ones, empty if there is none
 * @param before what was
 * @param after what is; more than one value as compact JSON
 * @param reason why: a command, a code, or the words of who asked
 * @param hash SHA-256 over the previous hash and this line, 64 hex digits
 */
public record AuditEntry(
        long sequence,
        Instant at,
        String actor,
        String surface,
        String event,
        String subject,
        String revision,
        String before,
        String after,
        String reason,
        String hash) {
    /** Returns it with the hash that follows from that of the entry before. */
    AuditEntry sealed(String previous) {
        JsonObject line = JsonObject.of(
                "actor", actor,
                "after", after,
                "at", at.toString(),
                "before", before,
                "op", event,
                "prev_hash", previous,
                "reason", reason,
                "revision", revision,
                "seq", sequence,
                "subject", subject,
                "surface", surface);
        String text = "berth-audit/v1\n" + CanonicalJson.of(line);
        return new AuditEntry(
                sequence, at, actor, surface, event, subject, revision, before, after, reason, sha256(text));
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
