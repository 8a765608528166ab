/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.manifest.json.StrictJson;
import dev.berth.manifest.port.PortInput;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.SettingsPort;
import dev.berth.sdk.testkit.memory.Memory.Row;
import dev.berth.sdk.value.JsonValue;
import java.util.Optional;

/** Settings, a JSON text a key and organisation (PORT-72). */
final class MemorySettings implements SettingsPort {
    private final MemoryHost host;
    private final PortInput input;

    MemorySettings(MemoryHost host) {
        this.host = host;
        this.input = new PortInput(host.problems, PortName.SETTINGS);
    }

    private Row row(String method, String key) {
        String organization = host.organization(PortName.SETTINGS, method);
        return new Row(PortName.SETTINGS, organization, input.key(method, key));
    }

    @Override
    public Optional<JsonValue> get(String key) {
        Row row = row("get", key);
        return host.with(held -> Optional.ofNullable(held.values.get(row))).map(StrictJson::parse);
    }

    @Override
    public <T> Optional<T> get(String key, Class<T> type) {
        String call = PortInput.call("get", key);
        Class<T> asked = input.present(call, type);
        return get(key).map(value -> input.as(call, value, asked));
    }

    @Override
    public void set(String key, Object value) {
        Row row = row("set", key);
        String json = input.json(PortInput.call("set", key), value, PortInput.VALUE_LIMIT);
        host.write(held -> held.values.put(row, json));
    }

    @Override
    public void delete(String key) {
        Row row = row("delete", key);
        host.write(held -> held.values.remove(row));
    }
}
