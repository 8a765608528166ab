/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.settings;

import dev.berth.host.port.access.Binding;
import dev.berth.host.port.access.PortHandle;
import dev.berth.host.port.access.StagedWrites;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.SettingsPort;
import dev.berth.sdk.value.JsonMismatchException;
import dev.berth.sdk.value.JsonValue;
import java.util.Optional;

/** The settings port (PORT-64 to PORT-72). */
public final class SettingsHandle extends PortHandle implements SettingsPort {
    private static final int LIMIT_KB = 256;

    private final StagedWrites writes;
    private final SettingsStore store;

    /** One setting, read as JSON text. */
    private record Setting(String organization, String name) implements StagedWrites.Place<String> {}

    /** Binds the port to a revision. */
    public SettingsHandle(Binding binding, SettingsStore store) {
        super(binding.access(), PortName.SETTINGS);
        this.writes = binding.writes();
        this.store = store;
    }

    @Override
    public Optional<JsonValue> get(String key) {
        check("get", key);
        return stored(setting("get", key));
    }

    @Override
    public <T> Optional<T> get(String key, Class<T> type) {
        check("get", key);
        String call = "get(" + quoted(key) + ")";
        present(call, "a type", type);
        try {
            return stored(setting("get", key)).map(value -> value.as(type));
        } catch (JsonMismatchException e) {
            throw refusal(call, "a stored value that fits " + type.getSimpleName(), String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void set(String key, Object value) {
        check("set", key);
        Setting setting = setting("set", key);
        String json = json("set(\"" + key + "\")", value, LIMIT_KB);
        writes.write(
                setting, Optional.of(json), () -> store.put(owner(), setting.organization(), setting.name(), json));
    }

    @Override
    public void delete(String key) {
        check("delete", key);
        Setting setting = setting("delete", key);
        writes.write(setting, Optional.empty(), () -> store.delete(owner(), setting.organization(), setting.name()));
    }

    private Setting setting(String method, String key) {
        return new Setting(organization(method), key(method, key));
    }

    private Optional<JsonValue> stored(Setting setting) {
        return writes.read(setting, () -> store.get(owner(), setting.organization(), setting.name()))
                .map(StrictJson::parse);
    }
}
