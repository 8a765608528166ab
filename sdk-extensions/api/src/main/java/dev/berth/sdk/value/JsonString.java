/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.value;

import java.util.Objects;

/**
 * A JSON string.
 *
 * @param value its text, unescaped
 */
public record JsonString(String value) implements JsonValue {
    /** Refuses null. */
    public JsonString {
        Objects.requireNonNull(value);
    }

    @Override
    public String toString() {
        return JsonText.write(this);
    }
}
