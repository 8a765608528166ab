/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.json;

import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.util.Map;
import java.util.TreeMap;

/** One form for values that say the same, in whatever order their keys stand. */
public final class CanonicalJson {
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
}
