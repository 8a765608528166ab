/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.seed;

import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Tells whether two JSON values say the same, in whatever order their keys stand (GATE-74). */
final class Checksum {
    private Checksum() {}

    static String of(JsonValue value) {
        try {
            byte[] canonical = canonical(value).toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static JsonValue canonical(JsonValue value) {
        if (value instanceof JsonObject object) {
            Map<String, JsonValue> sorted = new TreeMap<>();
            object.members().forEach((name, member) -> sorted.put(name, canonical(member)));
            return new JsonObject(sorted);
        }
        if (value instanceof JsonArray array) {
            return new JsonArray(array.items().stream().map(Checksum::canonical).toList());
        }
        return value;
    }
}
