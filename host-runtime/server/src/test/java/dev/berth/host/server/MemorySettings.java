/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.host.port.settings.SettingsStore;
import dev.berth.sdk.value.ExtensionId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Settings that are forgotten with their host. */
final class MemorySettings implements SettingsStore {
    private final Map<ExtensionId, Map<String, String>> rows = new ConcurrentHashMap<>();

    private Map<String, String> of(ExtensionId extension) {
        return rows.computeIfAbsent(extension, id -> new ConcurrentHashMap<>());
    }

    @Override
    public Optional<String> get(ExtensionId extension, String organization, String key) {
        return Optional.ofNullable(of(extension).get(key));
    }

    @Override
    public Map<String, String> list(ExtensionId extension, String organization) {
        return Map.copyOf(of(extension));
    }

    @Override
    public void put(ExtensionId extension, String organization, String key, String json) {
        of(extension).put(key, json);
    }

    @Override
    public void seed(ExtensionId extension, String organization, String key, String json, String mark) {
        put(extension, organization, key, json);
    }

    @Override
    public Optional<String> mark(ExtensionId extension, String organization, String key) {
        return Optional.empty();
    }

    @Override
    public void delete(ExtensionId extension, String organization, String key) {
        of(extension).remove(key);
    }

    @Override
    public void deleteAll(ExtensionId extension) {
        rows.remove(extension);
    }

    @Override
    public Set<String> organizations(ExtensionId extension) {
        return of(extension).isEmpty() ? Set.of() : Set.of("default");
    }

    @Override
    public void deleteIn(ExtensionId extension, String organization) {
        deleteAll(extension);
    }
}
