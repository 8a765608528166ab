/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.value;

import java.util.Arrays;
import java.util.List;

/**
 * A JSON array.
 *
 * @param items the items in their order; copied
 */
public record JsonArray(List<JsonValue> items) implements JsonValue {
    /** Copies the items. */
    public JsonArray {
        items = List.copyOf(items);
    }

    /** Makes an array of Java values, as {@link JsonValue#of(Object)} takes them. */
    public static JsonArray of(Object... items) {
        return new JsonArray(Arrays.stream(items).map(JsonValue::of).toList());
    }

    @Override
    public String toString() {
        return JsonText.write(this);
    }
}
