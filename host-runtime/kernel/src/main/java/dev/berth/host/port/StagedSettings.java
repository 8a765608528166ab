/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port;

import dev.berth.host.extension.Changes;
import dev.berth.sdk.value.ExtensionId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of one revision. While a hook is staged, writes lie here, seen by this revision alone; they reach the store when
 * the hook is accepted, and vanish when it is refused (PORT-69).
 */
public final class StagedSettings {
    private final ExtensionId extension;
    private final SettingsStore store;
    private final Map<Key, Optional<String>> overlay = new LinkedHashMap<>();
    private volatile boolean staging = true;

    private record Key(String organization, String name) {}

    public StagedSettings(ExtensionId extension, SettingsStore store) {
        this.extension = extension;
        this.store = store;
    }

    Optional<String> get(String organization, String key) {
        if (staging) {
            synchronized (overlay) {
                Optional<String> staged = overlay.get(new Key(organization, key));
                if (staged != null) {
                    return staged;
                }
            }
        }
        return store.get(extension, organization, key);
    }

    void put(String organization, String key, Optional<String> json) {
        synchronized (overlay) {
            if (staging) {
                overlay.put(new Key(organization, key), json);
                return;
            }
        }
        write(organization, key, json);
    }

    private void write(String organization, String key, Optional<String> json) {
        json.ifPresentOrElse(
                text -> store.put(extension, organization, key, text),
                () -> store.delete(extension, organization, key));
    }

    /** Keeps what is staged with the other changes; from their commit on, writes go straight to the store. */
    public void accept(Changes changes) {
        Map<Key, Optional<String>> staged;
        synchronized (overlay) {
            staged = new LinkedHashMap<>(overlay);
        }
        changes.add(() -> staged.forEach((key, json) -> write(key.organization(), key.name(), json)), () -> {
            synchronized (overlay) {
                staging = false;
                overlay.forEach((key, json) -> {
                    if (!json.equals(staged.get(key))) {
                        write(key.organization(), key.name(), json);
                    }
                });
                overlay.clear();
            }
        });
    }

    /** Begins to stage again, for the next hook. */
    public void stage() {
        staging = true;
    }

    /** Forgets what is staged. */
    public void drop() {
        synchronized (overlay) {
            overlay.clear();
        }
    }
}
