/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.mcp;

import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonBoolean;
import dev.berth.sdk.value.JsonNull;
import dev.berth.sdk.value.JsonNumber;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts between the SDK's JSON and the maps and lists that the MCP SDK carries. */
final class PlainJson {
    private PlainJson() {}

    static Map<String, @Nullable Object> of(JsonObject object) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        object.members().forEach((name, value) -> members.put(name, of(value)));
        return members;
    }

    static @Nullable Object of(JsonValue value) {
        return switch (value) {
            case JsonObject object -> of(object);
            case JsonArray array -> {
                List<@Nullable Object> items = new ArrayList<>();
                array.items().forEach(item -> items.add(of(item)));
                yield items;
            }
            case JsonString string -> string.value();
            case JsonNumber number -> number.value();
            case JsonBoolean bool -> bool.value();
            case JsonNull nothing -> null;
        };
    }

    static JsonObject object(Map<?, ?> members) {
        Map<String, JsonValue> values = new LinkedHashMap<>();
        members.forEach((name, value) -> values.put((String) name, value(value)));
        return new JsonObject(values);
    }

    private static JsonValue value(@Nullable Object plain) {
        return switch (plain) {
            case null -> new JsonNull();
            case Map<?, ?> members -> object(members);
            case List<?> items -> {
                List<JsonValue> values = new ArrayList<>();
                items.forEach(item -> values.add(value(item)));
                yield new JsonArray(values);
            }
            case BigDecimal decimal -> new JsonNumber(decimal);
            case Object other -> JsonValue.of(other);
        };
    }
}
