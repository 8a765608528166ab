/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.client;

import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonNull;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks into documents of a host, which may leave out what this command knows or know more. */
public final class Json {
    private Json() {}

    /** Returns the member as text, {@code -} if there is none. */
    public static String text(JsonObject object, String member) {
        return object.get(member)
                .filter(value -> !(value instanceof JsonNull))
                .map(value -> value instanceof JsonString string ? string.value() : value.toString())
                .orElse("-");
    }

    /** Returns the strings of the member, none if it is no array. */
    public static List<String> texts(JsonObject object, String member) {
        return items(object, member).stream()
                .map(item -> item instanceof JsonString string ? string.value() : item.toString())
                .toList();
    }

    /** Returns the objects of the member, none if it is no array. */
    public static List<JsonObject> objects(JsonObject object, String member) {
        return items(object, member).stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .toList();
    }

    /** Returns the object that is the member, if it is one. */
    public static Optional<JsonObject> object(JsonObject object, String member) {
        return object.get(member).filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }

    private static List<JsonValue> items(JsonObject object, String member) {
        return object.get(member)
                .filter(JsonArray.class::isInstance)
                .map(value -> ((JsonArray) value).items())
                .orElse(List.of());
    }

    /** Returns the JSON text for people, two spaces a level. */
    public static String pretty(JsonValue value) {
        return pretty(value, "");
    }

    private static String pretty(JsonValue value, String indent) {
        String deeper = indent + "  ";
        if (value instanceof JsonObject object && !object.members().isEmpty()) {
            return object.members().entrySet().stream()
                    .map(member -> deeper + new JsonString(member.getKey()) + ": " + pretty(member.getValue(), deeper))
                    .collect(Collectors.joining(",\n", "{\n", "\n" + indent + "}"));
        } else if (value instanceof JsonArray array && !array.items().isEmpty()) {
            return array.items().stream()
                    .map(item -> deeper + pretty(item, deeper))
                    .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
        }
        return value.toString();
    }
}
