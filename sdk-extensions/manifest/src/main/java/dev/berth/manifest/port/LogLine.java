/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line of an extension's log: what is named like a secret is masked, at any depth, and nothing forges another line. */
public final class LogLine {
    private static final int DEEPEST = 16;
    private static final String BROKEN = "(a value that cannot be shown)";

    private LogLine() {}

    /** Shows a message and its fields; that their code may throw is no concern of the caller (PORT-104). */
    public static String of(@Nullable String message, @Nullable Map<String, ?> fields) {
        StringBuilder line = new StringBuilder(clean(String.valueOf(message)));
        if (fields != null) {
            copy(fields)
                    .forEach((name, value) ->
                            line.append(' ').append(clean(name)).append('=').append(clean(shown(name, value, 0))));
        }
        return line.toString();
    }

    private static Map<String, @Nullable Object> copy(Map<?, ?> fields) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        try {
            fields.forEach((name, value) -> copy.put(String.valueOf(name), value));
        } catch (RuntimeException e) {
            copy.put("fields", BROKEN);
        }
        return copy;
    }

    private static String shown(String name, @Nullable Object value, int depth) {
        if (SecretNames.matches(name)) {
            return "***";
        } else if (depth > DEEPEST) {
            return "…";
        }
        try {
            return shown(value, name, depth);
        } catch (RuntimeException | StackOverflowError e) {
            return BROKEN;
        }
    }

    private static String shown(@Nullable Object value, String name, int depth) {
        if (value instanceof Map<?, ?> map) {
            return members(copy(map), depth);
        } else if (value instanceof JsonObject object) {
            return members(copy(object.members()), depth);
        } else if (value instanceof JsonArray array) {
            return items(array.items(), depth);
        } else if (value instanceof JsonValue json) {
            return json.toString();
        } else if (value instanceof Record record) {
            return members(components(record), depth);
        } else if (value instanceof Collection<?> items) {
            return items(items, depth);
        } else if (value instanceof Object[] items) {
            return items(Arrays.asList(items), depth);
        } else if (value instanceof Optional<?> optional) {
            return optional.isEmpty() ? "" : shown(name, optional.get(), depth + 1);
        }
        return String.valueOf(value);
    }

    private static String members(Map<String, @Nullable Object> members, int depth) {
        List<String> shown = new ArrayList<>();
        members.forEach((name, value) -> shown.add(name + "=" + shown(name, value, depth + 1)));
        return "{" + String.join(", ", shown) + "}";
    }

    private static String items(Collection<?> items, int depth) {
        List<String> shown = new ArrayList<>();
        items.forEach(item -> shown.add(shown("", item, depth + 1)));
        return "[" + String.join(", ", shown) + "]";
    }

    private static Map<String, @Nullable Object> components(Record record) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                members.put(component.getName(), component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException e) {
                members.put(component.getName(), BROKEN);
            }
        }
        return members;
    }

    /** Control characters, invisible ones and line separators would let an extension forge lines of the log. */
    private static String clean(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", " ");
    }
}
