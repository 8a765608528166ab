/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.value;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A JSON object.
 *
 * @param members the members in their order; copied
 */
public record JsonObject(Map<String, JsonValue> members) implements JsonValue {
    private static final JsonObject EMPTY = new JsonObject(Map.of());

    /** Copies the members; null is no value. */
    public JsonObject {
        Map<String, JsonValue> copy = new LinkedHashMap<>();
        members.forEach((name, member) -> copy.put(Objects.requireNonNull(name), Objects.requireNonNull(member)));
        members = Collections.unmodifiableMap(copy);
    }

    /** Returns the object without members. */
    public static JsonObject of() {
        return EMPTY;
    }

    /**
     * Makes an object of names and values in turn.
     *
     * @param first the first name
     * @param value its value, as {@link JsonValue#of(Object)} takes it
     * @param more further names and values in turn
     */
    public static JsonObject of(String first, Object value, Object... more) {
        if (more.length % 2 != 0) {
            throw new IllegalArgumentException("Names and values come in pairs; the last name has no value");
        }
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put(first, JsonValue.of(value));
        for (int i = 0; i < more.length; i += 2) {
            members.put((String) more[i], JsonValue.of(more[i + 1]));
        }
        return new JsonObject(members);
    }

    /** Returns the member of this name. */
    public Optional<JsonValue> get(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** Returns the text of the member of this name, if it is a string. */
    public Optional<String> string(String name) {
        return get(name).filter(JsonString.class::isInstance).map(v -> ((JsonString) v).value());
    }

    /** Returns a copy with one member added or replaced. */
    public JsonObject with(String name, Object value) {
        Map<String, JsonValue> copy = new LinkedHashMap<>(members);
        copy.put(name, JsonValue.of(value));
        return new JsonObject(copy);
    }

    @Override
    public String toString() {
        return JsonText.write(this);
    }
}
