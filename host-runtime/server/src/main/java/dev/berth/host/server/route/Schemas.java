/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.route;

import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** JSON Schemas of the types that routes read and answer; records become named components. */
final class Schemas {
    private final Map<Class<?>, Map<String, Class<?>>> added;
    private final Map<String, JsonValue> components = new TreeMap<>();

    /**
     * Starts without components.
     *
     * @param added members that the JSON of a record has beside its components
     */
    Schemas(Map<Class<?>, Map<String, Class<?>>> added) {
        this.added = added;
    }

    /** Returns the components met so far, by name. */
    JsonObject components() {
        return new JsonObject(components);
    }

    JsonObject of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            return Collection.class.isAssignableFrom((Class<?>) generic.getRawType())
                    ? JsonObject.of("type", "array", "items", of(last))
                    : of(last);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class) {
            return JsonObject.of("type", "string");
        } else if (plain == boolean.class || plain == Boolean.class) {
            return JsonObject.of("type", "boolean");
        } else if (plain == int.class || plain == long.class || plain == Long.class) {
            return JsonObject.of("type", "integer");
        } else if (plain == Instant.class) {
            return JsonObject.of("type", "string", "format", "date-time");
        } else if (plain.isEnum()) {
            return JsonObject.of("type", "string", "enum", JsonArray.of(plain.getEnumConstants()));
        } else if (plain.isRecord() && !JsonValue.class.isAssignableFrom(plain)) {
            return record(plain);
        } else if (plain == JsonObject.class) {
            return JsonObject.of("type", "object");
        }
        return JsonObject.of();
    }

    private JsonObject record(Class<?> type) {
        String name = type.getSimpleName();
        if (!components.containsKey(name)) {
            // Before its members: a problem has problems as causes.
            components.put(name, JsonObject.of());
            components.put(name, members(type));
        }
        return JsonObject.of("$ref", "#/components/schemas/" + name);
    }

    private JsonObject members(Class<?> type) {
        JsonObject properties = JsonObject.of();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            properties = properties.with(component.getName(), of(component.getGenericType()));
            if (component.getType() != Optional.class) {
                required.add(component.getName());
            }
        }
        for (Map.Entry<String, Class<?>> member :
                added.getOrDefault(type, Map.of()).entrySet()) {
            properties = properties.with(member.getKey(), of(member.getValue()));
            required.add(member.getKey());
        }
        return JsonObject.of("type", "object", "properties", properties, "required", required);
    }
}
