/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.config;

import dev.berth.host.audit.AuditEvent;
import dev.berth.host.audit.AuditEvent.Change;
import dev.berth.host.audit.AuditEvent.SecretChanged;
import dev.berth.host.audit.AuditEvent.SettingChanged;
import dev.berth.host.audit.By;
import dev.berth.host.port.secrets.SecretName;
import dev.berth.host.port.secrets.SecretView;
import dev.berth.host.port.settings.SettingName;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The rows of one extension in one organisation. Changes are audited by name, never with a value (PORT-74). */
record ConfigRows(Configuration all, ExtensionId extension, String organization) {
    Map<String, JsonValue> settings() {
        return all.settings.list(extension, organization);
    }

    Optional<JsonValue> setting(String key) {
        return all.settings.get(settingName(key));
    }

    void putSetting(String key, JsonValue value, By by) {
        audited(settingChanged(key, Change.SET), by, () -> {
            all.settings.put(settingName(key), value);
            return true;
        });
    }

    boolean removeSetting(String key, By by) {
        return audited(settingChanged(key, Change.DELETED), by, () -> all.settings.delete(settingName(key)));
    }

    List<SecretView> secrets() {
        return all.secrets.list(extension, organization);
    }

    Optional<String> secret(String key) {
        return all.secrets.read(secretName(key));
    }

    void putSecret(String key, String value, By by) {
        audited(secretChanged(key, Change.SET), by, () -> {
            all.secrets.write(secretName(key), value);
            return true;
        });
    }

    boolean removeSecret(String key, By by) {
        return audited(secretChanged(key, Change.DELETED), by, () -> all.secrets.delete(secretName(key)));
    }

    /** Writes the change and its audit entry in one transaction (LIFE-148), unless nothing was changed. */
    private boolean audited(AuditEvent event, By by, BooleanSupplier change) {
        return all.transactor.within(() -> {
            boolean changed = change.getAsBoolean();
            if (changed) {
                all.audit.append(event, by);
            }
            return changed;
        });
    }

    private SettingName settingName(String key) {
        return new SettingName(extension, organization, key);
    }

    private SecretName secretName(String key) {
        return new SecretName(extension, organization, key);
    }

    private SettingChanged settingChanged(String key, Change change) {
        return new SettingChanged(extension, organization, key, change);
    }

    private SecretChanged secretChanged(String key, Change change) {
        return new SecretChanged(extension, organization, key, change);
    }
}
