/* SPDX-License-Identifier: Apache-2.0 */
package samples.hello;

import dev.berth.sdk.port.SettingsPort;
import dev.berth.sdk.value.JsonValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Settings of one organisation, in memory. */
final class MapSettings implements SettingsPort {
    private final Map<String, JsonValue> values = new HashMap<>();

    @Override
    public Optional<JsonValue> get(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public <T> Optional<T> get(String key, Class<T> type) {
        return get(key).map(value -> value.as(type));
    }

    @Override
    public void set(String key, Object value) {
        values.put(key, JsonValue.of(value));
    }

    @Override
    public void delete(String key) {
        values.remove(key);
    }
}
