/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.value;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Converts between Java values and JSON. It keeps no cache: a cache would pin the class loader of an extension (ENG-40). */
final class JsonBinding {
    /** Levels of nesting. Without a limit a list that holds itself, or a value made to do harm, would exhaust the stack. */
    static final int DEEPEST = 256;

    private JsonBinding() {}

    static JsonValue toJson(@Nullable Object value, String path) {
        return toJson(value, path, DEEPEST);
    }

    /** @param levels how many more levels may be nested here */
    private static JsonValue toJson(@Nullable Object value, String path, int levels) {
        if (value == null) {
            throw new JsonMismatchException(path, "a value", "null");
        } else if (value instanceof JsonValue json) {
            return bounded(json, path, levels);
        } else if (value instanceof CharSequence || value instanceof Character) {
            return new JsonString(value.toString());
        } else if (value instanceof java.net.URI
                || value instanceof java.time.Instant
                || value instanceof java.time.Duration) {
            return new JsonString(value.toString());
        } else if (value instanceof Enum<?> constant) {
            return new JsonString(constant.toString());
        } else if (value instanceof Boolean bool) {
            return new JsonBoolean(bool);
        } else if (value instanceof Number number) {
            return number(number, path);
        } else if (value instanceof Map<?, ?> map) {
            return object(map, path, levels);
        } else if (value instanceof Collection<?> items) {
            return array(items, path, levels);
        } else if (value instanceof Optional<?> optional) {
            return optional.isPresent() ? toJson(optional.get(), path, levels) : new JsonNull();
        } else if (value instanceof Record record) {
            return object(components(record), path, levels);
        } else if (value.getClass().isArray()) {
            List<@Nullable Object> items = new ArrayList<>();
            for (int i = 0; i < Array.getLength(value); i++) {
                items.add(Array.get(value, i));
            }
            return array(items, path, levels);
        }
        throw new JsonMismatchException(
                path,
                "a string, number, boolean, list, map or record",
                value.getClass().getName());
    }

    private static JsonValue bounded(JsonValue json, String path, int levels) {
        if (json instanceof JsonObject object) {
            int inner = deeper(path, levels);
            object.members().values().forEach(member -> bounded(member, path, inner));
        } else if (json instanceof JsonArray array) {
            int inner = deeper(path, levels);
            array.items().forEach(item -> bounded(item, path, inner));
        }
        return json;
    }

    private static int deeper(String path, int levels) {
        if (levels == 0) {
            String place = path.length() > 60 ? path.substring(0, 60) + "…" : path;
            throw new JsonMismatchException(place, "at most " + DEEPEST + " levels of nesting", "more");
        }
        return levels - 1;
    }

    private static JsonNumber number(Number number, String path) {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (!Double.isFinite(value)) {
                throw new JsonMismatchException(path, "a finite number", String.valueOf(value));
            }
            return number instanceof Float ? new JsonNumber(new BigDecimal(number.toString())) : JsonNumber.of(value);
        } else if (number instanceof BigDecimal decimal) {
            return new JsonNumber(decimal);
        } else if (number instanceof BigInteger integer) {
            return new JsonNumber(new BigDecimal(integer));
        } else if (number instanceof Long
                || number instanceof Integer
                || number instanceof Short
                || number instanceof Byte) {
            return JsonNumber.of(number.longValue());
        }
        throw new JsonMismatchException(path, "a number", number.getClass().getName());
    }

    private static JsonObject object(Map<?, ?> map, String path, int levels) {
        int inner = deeper(path, levels);
        Map<String, JsonValue> members = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new JsonMismatchException(path, "string keys", String.valueOf(key));
            }
            if (!(value instanceof Optional<?> optional) || optional.isPresent()) {
                members.put(name, toJson(value, path + "." + name, inner));
            }
        });
        return new JsonObject(members);
    }

    private static JsonArray array(Collection<?> items, String path, int levels) {
        int inner = deeper(path, levels);
        List<JsonValue> values = new ArrayList<>();
        for (Object item : items) {
            values.add(toJson(item, path + "[" + values.size() + "]", inner));
        }
        return new JsonArray(values);
    }

    private static Map<String, @Nullable Object> components(Record record) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            members.put(component.getName(), read(record, component));
        }
        return members;
    }

    private static @Nullable Object read(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("Cannot read " + component.getName() + " of " + record.getClass(), e);
        }
    }

    static <T> T fromJson(JsonValue value, Class<T> type, String path) {
        return wrap(type).cast(convert(value, type, path));
    }

    @SuppressWarnings("unchecked")
    private static <T> Class<T> wrap(Class<T> type) {
        return (Class<T>) java.lang.invoke.MethodType.methodType(type).wrap().returnType();
    }

    private static Object convert(JsonValue value, Type type, String path) {
        if (type instanceof Class<?> plain) {
            return convertClass(value, wrap(plain), path);
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
            Type[] arguments = generic.getActualTypeArguments();
            Type last = arguments[arguments.length - 1];
            if (raw == Optional.class) {
                return value instanceof JsonNull ? Optional.empty() : Optional.of(convert(value, last, path));
            } else if (raw == List.class || raw == Collection.class || raw == Set.class) {
                List<Object> items = new ArrayList<>();
                for (JsonValue item :
                        expect(value, JsonArray.class, "an array", path).items()) {
                    items.add(convert(item, last, path + "[" + items.size() + "]"));
                }
                return raw == Set.class ? Set.copyOf(items) : List.copyOf(items);
            } else if (raw == Map.class && arguments[0] == String.class) {
                Map<String, Object> members = new LinkedHashMap<>();
                expect(value, JsonObject.class, "an object", path)
                        .members()
                        .forEach((name, member) -> members.put(name, convert(member, last, path + "." + name)));
                return members;
            }
        }
        throw new JsonMismatchException(path, "a type of PORT-6", type.getTypeName());
    }

    private static Object convertClass(JsonValue value, Class<?> type, String path) {
        if (type.isInstance(value)) {
            return value;
        } else if (type == String.class) {
            return expect(value, JsonString.class, "a string", path).value();
        } else if (type == Boolean.class) {
            return expect(value, JsonBoolean.class, "a boolean", path).value();
        } else if (type == Double.class) {
            return finite(expect(value, JsonNumber.class, "a number", path), path);
        } else if (type == Integer.class || type == Long.class) {
            return integer(expect(value, JsonNumber.class, "a whole number", path), type, path);
        } else if (type.isEnum()) {
            String name = expect(value, JsonString.class, "a string", path).value();
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new JsonMismatchException(
                            path, "one of " + Arrays.toString(type.getEnumConstants()), "\"" + name + "\""));
        } else if (type.isRecord()) {
            return record(expect(value, JsonObject.class, "an object", path), type, path);
        }
        throw new JsonMismatchException(path, "a type of PORT-6", type.getName());
    }

    private static Object finite(JsonNumber number, String path) {
        double value = number.value().doubleValue();
        if (!Double.isFinite(value)) {
            throw new JsonMismatchException(path, "a number that fits Double", number.toString());
        }
        return value;
    }

    private static Object integer(JsonNumber number, Class<?> type, String path) {
        BigDecimal value = number.value();
        boolean fits = value.scale() <= 0 && JsonNumber.digits(value) <= 19;
        BigInteger integer = fits ? value.toBigInteger() : BigInteger.ZERO;
        if (!fits || integer.bitLength() > (type == Integer.class ? 31 : 63)) {
            throw new JsonMismatchException(path, "a whole number that fits " + type.getSimpleName(), value.toString());
        }
        return type == Integer.class ? (Object) integer.intValue() : (Object) integer.longValue();
    }

    private static Object record(JsonObject object, Class<?> type, String path) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            types[i] = components[i].getType();
            Optional<JsonValue> member = object.get(name);
            if (member.isPresent()) {
                arguments[i] = convert(member.get(), components[i].getGenericType(), path + "." + name);
            } else if (types[i] == Optional.class) {
                arguments[i] = Optional.empty();
            } else {
                throw new JsonMismatchException(path + "." + name, "a value", "none");
            }
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new JsonMismatchException(path, "a valid " + type.getSimpleName(), String.valueOf(e.getCause()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("Cannot make a " + type.getName(), e);
        }
    }

    private static <T extends JsonValue> T expect(JsonValue value, Class<T> form, String needed, String path) {
        if (form.isInstance(value)) {
            return form.cast(value);
        }
        throw new JsonMismatchException(
                path, needed, value.getClass().getSimpleName().substring(4).toLowerCase(java.util.Locale.ROOT));
    }
}
