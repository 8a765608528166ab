/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port;

import dev.berth.manifest.json.StrictJson;
import dev.berth.manifest.json.StrictJson.JsonSyntaxException;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.SettingsPort;
import dev.berth.sdk.value.JsonMismatchException;
import dev.berth.sdk.value.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The settings port (PORT-64 to PORT-72). */
final class SettingsHandle extends PortHandle implements SettingsPort {
    static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,127}");
    private static final int LIMIT = 256 * 1024;

    private final StagedSettings settings;

    SettingsHandle(PortAccess access, StagedSettings settings) {
        super(access, PortName.SETTINGS);
        this.settings = settings;
    }

    @Override
    public Optional<JsonValue> get(String key) {
        check("get", key);
        return settings.get(access.organization(port, "get"), key("get", key)).map(StrictJson::parse);
    }

    @Override
    public <T> Optional<T> get(String key, Class<T> type) {
        check("get", key);
        if (type == null) {
            throw access.input(port, "get(\"" + key + "\")", "a type", "null");
        }
        Optional<JsonValue> stored =
                settings.get(access.organization(port, "get"), key("get", key)).map(StrictJson::parse);
        try {
            return stored.map(value -> value.as(type));
        } catch (JsonMismatchException e) {
            throw access.input(
                    port,
                    "get(\"" + key + "\")",
                    "a stored value that fits " + type.getSimpleName(),
                    String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void set(String key, Object value) {
        check("set", key);
        String organization = access.organization(port, "set");
        String name = key("set", key);
        String json;
        try {
            json = JsonValue.of(value).toString();
        } catch (JsonMismatchException e) {
            throw access.input(port, "set(\"" + key + "\")", "a JSON value", String.valueOf(e.getMessage()));
        }
        int size = json.getBytes(StandardCharsets.UTF_8).length;
        if (size >= LIMIT) {
            throw access.input(port, "set(\"" + key + "\")", "less than 256 KB of JSON", size + " bytes");
        }
        readable(key, json);
        settings.put(organization, name, Optional.of(json));
    }

    /** What could not be read again must not be stored: it may be nested deeper than a document may be. */
    private void readable(String key, String json) {
        try {
            StrictJson.parse(json);
        } catch (JsonSyntaxException e) {
            throw access.input(
                    port, "set(\"" + key + "\")", "a value that can be read again", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void delete(String key) {
        check("delete", key);
        settings.put(access.organization(port, "delete"), key("delete", key), Optional.empty());
    }

    private String key(String method, @Nullable String key) {
        if (key == null || !KEY.matcher(key).matches()) {
            throw access.input(port, method, "a key of the form [A-Za-z][A-Za-z0-9._-]{0,127}", "\"" + key + "\"");
        }
        return key;
    }
}
