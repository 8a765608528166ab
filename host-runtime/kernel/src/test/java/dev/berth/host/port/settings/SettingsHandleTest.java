/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.extension.Changes;
import dev.berth.host.fake.MemoryStore;
import dev.berth.host.port.PortFixture;
import dev.berth.sdk.problem.PortInputException;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonArray;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsHandleTest {
    record Rule(String name, int weight, Optional<List<String>> tags) {}

    private final PortFixture port = PortFixture.granted();

    private void set(String key, Object value) {
        port.run("org", () -> port.ctx.settings().set(key, value));
    }

    private <T> Optional<T> get(String key, Class<T> type) {
        return port.in("org", () -> port.ctx.settings().get(key, type));
    }

    @Test
    @DisplayName(
            "PORT-6, PORT-72: values come back as what they were; a missing key is empty; delete of one is no error")
    void roundTrip() {
        Rule rule = new Rule("r", 3, Optional.of(List.of("a")));
        set("rule", rule);
        set("n", 1L);
        assertThat(get("rule", Rule.class)).contains(rule);
        assertThat(get("n", Integer.class)).contains(1);
        assertThat(get("absent", String.class)).isEmpty();
        port.run("org", () -> port.ctx.settings().delete("absent"));
        port.run("org", () -> port.ctx.settings().delete("n"));
        assertThat(get("n", Integer.class)).isEmpty();
    }

    @Test
    @DisplayName("PORT-72: a stored value that does not fit the type is refused, never a silent empty")
    void mismatch() {
        set("text", "seven");
        assertThatExceptionOfType(PortInputException.class)
                .isThrownBy(() -> get("text", Integer.class))
                .withMessageContaining("needs a stored value that fits Integer")
                .withMessageContaining("found string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a b", "a/b", "ä", "a\n", "-a"})
    @DisplayName("PORT-65: a key of another form is refused")
    void badKeys(String key) {
        assertThatExceptionOfType(PortInputException.class).isThrownBy(() -> set(key, 1));
        assertThatExceptionOfType(PortInputException.class).isThrownBy(() -> get(key, Integer.class));
    }

    @Test
    @DisplayName("PORT-65: keys at the limits of the form")
    void goodKeys() {
        set("a", 1);
        set("A" + "b._-9".repeat(25) + "zz", 1);
        assertThatExceptionOfType(PortInputException.class).isThrownBy(() -> set("A" + "b".repeat(128), 1));
    }

    @Test
    @DisplayName("PORT-68: less than 256 KB of JSON, counted in bytes")
    void size() {
        int limit = 256 * 1024;
        set("fits", "x".repeat(limit - 3));
        assertThatExceptionOfType(PortInputException.class)
                .isThrownBy(() -> set("big", "x".repeat(limit - 2)))
                .withMessageContaining("less than 256 KB");
        assertThatExceptionOfType(PortInputException.class).isThrownBy(() -> set("big", "é".repeat(limit / 2)));
        assertThat(get("big", String.class)).isEmpty();
    }

    @Test
    @DisplayName("PORT-5: what could not be read again is refused when it is written")
    void readable() {
        Object deep = 1;
        for (int i = 0; i < 40; i++) {
            deep = JsonArray.of(deep);
        }
        Object value = deep;
        assertThatExceptionOfType(PortInputException.class).isThrownBy(() -> set("deep", value));
        assertThatExceptionOfType(PortInputException.class)
                .isThrownBy(() -> set("long", new BigDecimal("1".repeat(5_000))));
        assertThatExceptionOfType(PortInputException.class).isThrownBy(() -> set("nan", Double.NaN));
        assertThatExceptionOfType(PortInputException.class).isThrownBy(() -> set("thread", Thread.currentThread()));
        set("number", new BigDecimal("1e2147483647"));
        assertThat(port.in("org", () -> port.ctx.settings().get("number"))).isPresent();
    }

    @Test
    @DisplayName("PORT-69: staged writes are seen by the writer alone, and reach the store when the hook is accepted")
    void staging() {
        set("a", 1);
        assertThat(get("a", Integer.class)).contains(1);
        assertThat(port.store.settingsRows()).isEmpty();
        port.accepted();
        assertThat(port.store.settingsRows())
                .containsExactly(java.util.Map.entry("ext:@acme/crm-connector:org:a", "1"));
        set("b", 2);
        assertThat(port.store.settingsRows()).as("accepted: writes go through").hasSize(2);
        port.writes.stage();
        port.run("org", () -> port.ctx.settings().delete("a"));
        assertThat(get("a", Integer.class)).isEmpty();
        assertThat(port.store.settingsRows()).hasSize(2);
        port.writes.drop();
        assertThat(get("a", Integer.class)).as("refused: it never happened").contains(1);
    }

    @Test
    @DisplayName("PORT-69, LIFE-98: a failed commit keeps the staged writes staged")
    void failedCommit() {
        set("a", 1);
        port.store.failCommit(0, MemoryStore.diskFull());
        assertThatExceptionOfType(ProblemException.class).isThrownBy(port::accepted);
        assertThat(port.store.settingsRows()).isEmpty();
        assertThat(get("a", Integer.class)).contains(1);
    }

    @Test
    @DisplayName("PORT-69: a write between the reading for a commit and the commit is not lost")
    void lateWrite() {
        set("a", 1);
        Changes changes = new Changes();
        port.writes.accept(changes);
        set("a", 2);
        set("b", 3);
        changes.commit(port.store.transactor());
        assertThat(port.store.settingsRows())
                .containsEntry("ext:@acme/crm-connector:org:a", "2")
                .containsEntry("ext:@acme/crm-connector:org:b", "3");
    }
}
