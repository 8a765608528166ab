/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.json;

import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonBoolean;
import dev.berth.sdk.value.JsonNull;
import dev.berth.sdk.value.JsonNumber;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One form for values that say the same, in whatever order their keys stand (RFC 8785). */
public final class CanonicalJson {
    private static final int DEPTH = 32;
    private static final BigDecimal BEYOND = BigDecimal.valueOf(1L << 53);

    /** A name, a key id or a scope (TRUST-25). */
    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_]*|[0-9a-f]{16}|@?[a-z0-9][a-z0-9-]{0,213}");

    private CanonicalJson() {}

    /** Returns the value with the keys of all its objects in order. */
    public static JsonValue of(JsonValue value) {
        if (value instanceof JsonObject object) {
            Map<String, JsonValue> sorted = new TreeMap<>();
            object.members().forEach((name, member) -> sorted.put(name, of(member)));
            return new JsonObject(sorted);
        }
        if (value instanceof JsonArray array) {
            return new JsonArray(array.items().stream().map(CanonicalJson::of).toList());
        }
        return value;
    }

    /**
     * Returns the bytes that are signed (TRUST-23 to TRUST-27).
     *
     * @throws IllegalArgumentException if the value holds what has no place in a signed document; the message says what
     */
    public static byte[] bytes(JsonValue value) {
        check(value, 1);
        return of(value).toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void check(JsonValue value, int level) {
        if (value instanceof JsonObject object) {
            nested(level);
            object.members().forEach((name, member) -> {
                if (!KEY.matcher(name).matches()) {
                    throw new IllegalArgumentException(
                            "a key is letters, digits and \"_\", a key id or a scope; found " + new JsonString(name));
                }
                check(member, level + 1);
            });
        } else if (value instanceof JsonArray array) {
            nested(level);
            array.items().forEach(item -> check(item, level + 1));
        } else if (value instanceof JsonNumber number) {
            integer(number.value());
        } else if (value instanceof JsonString string) {
            whole(string.value());
        } else if (value instanceof JsonNull) {
            throw new IllegalArgumentException("an absent value is left out; found null");
        } else if (!(value instanceof JsonBoolean)) {
            throw new IllegalStateException("A JSON value of another type: " + value.getClass());
        }
    }

    private static void nested(int level) {
        if (level > DEPTH) {
            throw new IllegalArgumentException("at most " + DEPTH + " levels; found more");
        }
    }

    private static void integer(BigDecimal number) {
        if (number.scale() > 0 || number.abs().compareTo(BEYOND) >= 0) {
            throw new IllegalArgumentException("a number is an integer of less than 2^53; found " + number);
        }
    }

    private static void whole(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("text has no half characters; found an unpaired surrogate");
        }
    }
}
