/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.actions;

import dev.berth.sdk.port.Registration;
import dev.berth.sdk.value.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is the same of a value wherever it was made: its form, but no id, time or address. */
final class Shapes {
    private Shapes() {}

    static String of(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        } else if (value instanceof Optional<?> optional) {
            return optional.isEmpty() ? "none" : "some " + of(optional.get());
        } else if (value instanceof List<?> list) {
            return list.isEmpty() ? "an empty list" : "a list of " + of(list.get(0));
        } else if (value instanceof Map<?, ?> map) {
            return map.isEmpty() ? "an empty map" : "a map";
        } else if (value instanceof Boolean || value instanceof Enum<?> || value instanceof JsonValue) {
            return value.toString();
        }
        return value instanceof Registration ? "a registration" : "a " + type(value.getClass());
    }

    /** Names what the SDK calls it: whose class it is differs from host to host. */
    private static String type(Class<?> found) {
        for (Class<?> shown : found.getInterfaces()) {
            if (shown.getName().startsWith("dev.berth.sdk.")) {
                return shown.getSimpleName();
            }
        }
        return found.getSimpleName();
    }
}
