/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.seed;

import dev.berth.manifest.json.CanonicalJson;
import dev.berth.sdk.value.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether two JSON values say the same, in whatever order their keys stand (GATE-74). */
final class Checksum {
    private Checksum() {}

    static String of(JsonValue value) {
        try {
            byte[] canonical = CanonicalJson.of(value).toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
