/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.value;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A JSON value (PORT-6). Immutable; {@link Object#toString()} is its compact JSON text.
 *
 * <p>Java values come in by {@link #of(Object)} and go out by {@link #as(Class)}: {@code String}, {@code Boolean}, {@code Integer},
 * {@code Long}, {@code Double}, lists, maps with string keys, {@code Optional}, enums by their text, and records built of these;
 * out only, {@code URI}, {@code Instant} and {@code Duration}.
 */
@ProviderType
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBoolean, JsonNull {

    /**
     * Makes JSON of a Java value. An empty {@code Optional} in a record or map is left out.
     *
     * @throws JsonMismatchException if the value, or a part of it, has no JSON form
     */
    static JsonValue of(Object value) {
        return JsonBinding.toJson(value, "$");
    }

    /**
     * Reads this value as a Java type; members a record does not name are ignored.
     *
     * @throws JsonMismatchException if this value does not fit the type; never a silent default
     */
    default <T> T as(Class<T> type) {
        return JsonBinding.fromJson(this, type, "$");
    }
}
