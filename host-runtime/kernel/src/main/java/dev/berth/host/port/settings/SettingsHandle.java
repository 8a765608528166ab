/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.settings;

import dev.berth.host.port.access.Binding;
import dev.berth.host.port.access.PortHandle;
import dev.berth.host.port.access.StagedWrites;
import dev.berth.manifest.json.StrictJson;
import dev.berth.manifest.port.PortInput;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.SettingsPort;
import dev.berth.sdk.value.JsonValue;
import java.util.Optional;

/** The settings port (PORT-64 to PORT-72). */
public final class SettingsHandle extends PortHandle implements SettingsPort {
    private final StagedWrites writes;
    private final Settings settings;

    /** Binds the port to a revision. */
    public SettingsHandle(Binding binding, Settings settings) {
        super(binding.access(), PortName.SETTINGS);
        this.writes = binding.writes();
        this.settings = settings;
    }

    @Override
    public Optional<JsonValue> get(String key) {
        check("get", key);
        return stored(name("get", key));
    }

    @Override
    public <T> Optional<T> get(String key, Class<T> type) {
        check("get", key);
        String call = PortInput.call("get", key);
        Class<T> asked = arguments.present(call, type);
        return stored(name("get", key)).map(value -> arguments.as(call, value, asked));
    }

    @Override
    public void set(String key, Object value) {
        check("set", key);
        SettingName name = name("set", key);
        JsonValue kept = StrictJson.parse(arguments.json(PortInput.call("set", key), value, PortInput.VALUE_LIMIT));
        writes.write(name, Optional.of(kept), () -> settings.put(name, kept));
    }

    @Override
    public void delete(String key) {
        check("delete", key);
        SettingName name = name("delete", key);
        writes.write(name, Optional.empty(), () -> settings.delete(name));
    }

    private SettingName name(String method, String key) {
        return new SettingName(owner(), organization(method), arguments.key(method, key));
    }

    private Optional<JsonValue> stored(SettingName name) {
        return writes.read(name, () -> settings.get(name));
    }
}
