/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonBoolean;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Schemas as most tools have them, told from the others without the schema of schemas, whose reading would take longer than the
 * rest of a start. What is not one of these may still be a schema.
 */
final class PlainSchema {
    private static final Set<String> TYPES =
            Set.of("object", "array", "string", "number", "integer", "boolean", "null");

    /** Each keyword that is known here, and the form of its value. */
    private static final Map<String, Predicate<JsonValue>> KEYWORDS = Map.of(
            "type", value -> value instanceof JsonString type && TYPES.contains(type.value()),
            "title", JsonString.class::isInstance,
            "description", JsonString.class::isInstance,
            "properties",
                    value -> value instanceof JsonObject properties
                            && properties.members().values().stream().allMatch(PlainSchema::matches),
            "required",
                    value -> value instanceof JsonArray names
                            && names.items().stream().allMatch(JsonString.class::isInstance)
                            && names.items().stream().distinct().count()
                                    == names.items().size(),
            "items", PlainSchema::matches,
            "enum", JsonArray.class::isInstance,
            "default", value -> true,
            "additionalProperties", value -> value instanceof JsonBoolean || matches(value));

    private PlainSchema() {}

    /** Tells whether a value is a schema of known keywords only. */
    static boolean matches(JsonValue value) {
        return value instanceof JsonObject schema
                && schema.members().entrySet().stream()
                        .allMatch(member -> KEYWORDS.getOrDefault(member.getKey(), any -> false)
                                .test(member.getValue()));
    }
}
