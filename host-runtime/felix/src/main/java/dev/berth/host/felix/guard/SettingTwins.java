/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.guard;

import dev.berth.host.felix.guard.Call.Twin;
import dev.berth.host.permission.Demand;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** System properties and the environment as a whole: what code may not read is as if it were not set. */
final class SettingTwins {
    static final Map<String, Twin> ALL = all();

    /** What the JDK tells everybody by other members as well, and libraries read before they choose an algorithm. */
    private static final Pattern SECURITY = Pattern.compile(
            "keystore\\.type|ssl\\.(Key|Trust)ManagerFactory\\.algorithm"
                    + "|networkaddress\\.cache\\..*|securerandom\\..*|crypto\\.policy|jdk\\.[a-zA-Z]+\\.(disabled|legacy)Algorithms");

    private static final String TEMPORARY = "java.io.tmpdir";

    private SettingTwins() {}

    private static Map<String, Twin> all() {
        Map<String, Twin> all = new HashMap<>();
        all.put("java/lang/System.getenv", SettingTwins::environment);
        all.put("java/lang/System.getProperty", SettingTwins::property);
        all.put("java/lang/System.getProperties", SettingTwins::properties);
        all.put("java/lang/Integer.getInteger", SettingTwins::property);
        all.put("java/lang/Long.getLong", SettingTwins::property);
        all.put("java/lang/Boolean.getBoolean", SettingTwins::property);
        all.put("java/security/Security.getProperty", SettingTwins::security);
        for (String change : new String[] {
            "put",
            "putAll",
            "putIfAbsent",
            "putService",
            "remove",
            "removeService",
            "replace",
            "clear",
            "compute",
            "merge"
        }) {
            all.put("java/security/Provider." + change, SettingTwins::provider);
        }
        return Map.copyOf(all);
    }

    /** A provider of code's own is its own. */
    private static @Nullable Object provider(Call call, @Nullable Object[] arguments) throws Throwable {
        Object provider = Objects.requireNonNull(arguments[0]);
        if (call.site().ground(provider.getClass()) != Ground.OWN) {
            throw call.site().never("change a security provider of everyone");
        }
        return call.proceed(arguments);
    }

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

    private static @Nullable Object security(Call call, @Nullable Object[] arguments) throws Throwable {
        boolean withheld =
                arguments[0] instanceof String name && !SECURITY.matcher(name).matches();
        return withheld ? null : call.proceed(arguments);
    }
}
