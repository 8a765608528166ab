/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import static dev.berth.host.store.Rows.ASK;
import static dev.berth.host.store.Rows.CRM;
import static dev.berth.host.store.Rows.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.port.secrets.Sealed;
import dev.berth.host.port.secrets.SecretName;
import dev.berth.host.port.secrets.SecretStore;
import dev.berth.host.port.secrets.SecretStore.Row;
import dev.berth.host.port.settings.SettingName;
import dev.berth.host.port.settings.Settings;
import dev.berth.host.port.settings.SettingsStore;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonNumber;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SecretStoreTest extends EitherDatabase {
    private SecretStore secrets() {
        return store.backends().secrets();
    }

    private static Row row(ExtensionId extension, String organization, String key, String keyId) {
        return new Row(
                new SecretName(extension, organization, key),
                new Sealed(keyId, "nonce of " + keyId, "x".repeat(90_000)),
                NOON);
    }

    @Test
    @DisplayName("PORT-64, PORT-67, LIFE-124: rows by extension, organisation and key; deleting leaves nothing")
    void keepsSecrets() {
        Row first = row(CRM, "acme", "token", "k-1");
        Row second = row(CRM, "acme", "token", "k-2");
        Row other = row(CRM, "other", "token", "k-1");
        Row foreign = row(ASK, "acme", "Token", "k-3");
        for (Row row : new Row[] {first, second, other, foreign, row(CRM, "acme", "b", "k-1")}) {
            secrets().put(row);
        }
        store.close();
        store = HostStore.open(temp, server, Rows::manifest);
        assertThat(secrets().get(second.name())).contains(second);
        assertThat(secrets().list(CRM, "acme")).containsExactly(row(CRM, "acme", "b", "k-1"), second);
        assertThat(secrets().keyIds()).containsExactlyInAnyOrder("k-1", "k-2", "k-3");
        secrets().delete(second.name());
        secrets().delete(second.name());
        assertThat(secrets().get(second.name())).isEmpty();
        assertThat(secrets().organizations(CRM)).containsExactlyInAnyOrder("acme", "other");
        secrets().deleteIn(CRM, "other");
        assertThat(secrets().organizations(CRM)).as("LIFE-114").containsExactly("acme");
        secrets().deleteAll(CRM);
        assertThat(secrets().page(Optional.empty(), 10)).containsExactly(foreign);
    }

    @Test
    @DisplayName("PORT-66: pages cover every row once, and a row that was written since is not resealed")
    void pages() {
        for (int i = 0; i < 7; i++) {
            secrets().put(row(i % 2 == 0 ? CRM : ASK, "org" + i % 3, "key" + i, "k-1"));
        }
        int seen = 0;
        Optional<SecretName> after = Optional.empty();
        for (var page = secrets().page(after, 3);
                !page.isEmpty();
                page = secrets().page(after, 3)) {
            seen += page.size();
            after = Optional.of(page.getLast().name());
        }
        assertThat(seen).isEqualTo(7);
        Row read = row(CRM, "org0", "key0", "k-1");
        Sealed sealed = new Sealed("k-2", "n", "c");
        secrets().reseal(read, sealed);
        assertThat(secrets().get(read.name())).contains(new Row(read.name(), sealed, NOON));
        secrets().reseal(read, new Sealed("k-3", "n", "c"));
        assertThat(secrets().get(read.name())).contains(new Row(read.name(), sealed, NOON));
    }

    @Test
    @DisplayName("PORT-67: writing or deleting a setting takes its mark away")
    void marks() {
        SettingsStore settings = store.backends().settings();
        settings.seed(CRM, "acme", "a", "1", "{\"fixture\":\"f\"}");
        settings.seed(CRM, "acme", "b", "2", "{}");
        settings.put(CRM, "other", "c", "3");
        assertThat(settings.mark(CRM, "acme", "a")).contains("{\"fixture\":\"f\"}");
        assertThat(settings.list(CRM, "acme")).isEqualTo(Map.of("a", "1", "b", "2"));
        settings.put(CRM, "acme", "a", "1");
        assertThat(settings.mark(CRM, "acme", "a")).isEmpty();
        settings.delete(CRM, "acme", "b");
        settings.put(CRM, "acme", "b", "2");
        assertThat(settings.mark(CRM, "acme", "b")).isEmpty();
        assertThat(settings.mark(CRM, "acme", "none")).isEmpty();
    }

    @Test
    @DisplayName("PORT-72: what a transaction that was rolled back wrote is in no cache")
    void rollback() {
        Settings settings = new Settings(store.backends().settings(), store.transactor());
        SettingName name = new SettingName(CRM, "acme", "n");
        settings.put(name, JsonNumber.of(1));
        Assertions.assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> store.transactor().run(() -> {
                    settings.put(name, JsonNumber.of(2));
                    assertThat(settings.get(name)).contains(JsonNumber.of(2));
                    throw new IllegalStateException("back");
                }));
        assertThat(settings.get(name)).contains(JsonNumber.of(1));
        assertThat(settings.get(name)).contains(JsonNumber.of(1));
    }
}
