/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.guard;

import dev.berth.host.felix.guard.Call.Twin;
import dev.berth.host.permission.Demand;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** System properties and the environment as a whole: what code may not read is as if it were not set. */
final class SettingTwins {
    static final Map<String, Twin> ALL = Map.of(
            "java/lang/System.getenv", SettingTwins::environment,
            "java/lang/System.getProperty", SettingTwins::property,
            "java/lang/System.getProperties", SettingTwins::properties,
            "java/lang/Integer.getInteger", SettingTwins::property,
            "java/lang/Long.getLong", SettingTwins::property,
            "java/lang/Boolean.getBoolean", SettingTwins::property);

    private static final String TEMPORARY = "java.io.tmpdir";

    private SettingTwins() {}

    private static Object environment(Call call, @Nullable Object[] arguments) {
        Map<String, String> visible = new TreeMap<>(System.getenv());
        visible.keySet().removeIf(name -> !call.site().authority().allows(new Demand.ReadVariable(name)));
        return Map.copyOf(visible);
    }

    private static @Nullable Object property(Call call, @Nullable Object[] arguments) throws Throwable {
        if (!(arguments[0] instanceof String name) || name.isEmpty()) {
            return call.proceed(arguments);
        } else if (name.equals(TEMPORARY) && call.site().authority().allows(new Demand.UseTemporary())) {
            return call.site().authority().temporaryFolder().toString();
        } else if (call.site().authority().allows(new Demand.ReadProperty(name))) {
            return call.proceed(arguments);
        }
        return unset(call, arguments);
    }

    private static @Nullable Object unset(Call call, @Nullable Object[] arguments) {
        if (call.owner() == Boolean.class) {
            return false;
        }
        return arguments.length > 1 ? arguments[1] : null;
    }

    private static Object properties(Call call, @Nullable Object[] arguments) {
        Properties visible = new Properties();
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> call.site().authority().allows(new Demand.ReadProperty(name)))
                .forEach(name -> visible.setProperty(name, System.getProperty(name, "")));
        return visible;
    }
}
