/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.live.Contribution.Action;
import dev.berth.host.live.Contribution.Surface;
import dev.berth.host.port.PortFixture;
import dev.berth.sdk.port.Registration;
import dev.berth.sdk.port.UiAction;
import dev.berth.sdk.port.UiPort.UiSurface;
import dev.berth.sdk.problem.PortInputException;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UiHandleTest {
    private final PortFixture port = PortFixture.granted();

    private Registration setup(JsonObject descriptor) {
        return port.ctx.ui().registerSetupSurface(new UiSurface(descriptor));
    }

    private List<String> keys() {
        return port.registrations.all().stream()
                .map(one -> ((Surface) one).key())
                .toList();
    }

    @Test
    @DisplayName("PORT-100: the slot is the id, else the title, else the canonical JSON; the same slot replaces")
    void slots() {
        setup(JsonObject.of("id", "main", "title", "First"));
        setup(JsonObject.of("title", "Main", "x", 1));
        setup(JsonObject.of("b", 1, "a", JsonArray.of(1)));
        assertThat(keys()).containsExactly("main", "Main", "{\"a\":[1],\"b\":1}");
        setup(JsonObject.of("title", "Second", "id", "main"));
        setup(JsonObject.of("title", "Main", "x", 2));
        setup(JsonObject.of("a", JsonArray.of(1), "b", 1));
        assertThat(keys()).containsExactly("main", "Main", "{\"a\":[1],\"b\":1}");
        assertThat(((Surface) port.registrations.all().get(0)).descriptor().string("title"))
                .contains("Second");
    }

    @Test
    @DisplayName(
            "PORT-100, PORT-8: setup and settings are two places; closing a registration withdraws its surface alone")
    void places() {
        Registration setup = setup(JsonObject.of("id", "main"));
        port.ctx.ui().registerSettingsSurface(new UiSurface(JsonObject.of("id", "main")));
        assertThat(port.registrations.all())
                .extracting(one -> one.slot().toString())
                .containsExactly("setup surface main", "settings surface main");
        setup.close();
        setup.close();
        assertThat(port.registrations.all())
                .extracting(one -> one.slot().toString())
                .containsExactly("settings surface main");
    }

    @Test
    @DisplayName("PORT-5: a surface is less than 256 KB of JSON, and its id and title are text to be read")
    void badSurfaces() {
        JsonObject deep = JsonObject.of();
        for (int i = 0; i < 40; i++) {
            deep = JsonObject.of("a", deep);
        }
        for (JsonObject descriptor : List.of(
                JsonObject.of("id", ""),
                JsonObject.of("id", " "),
                JsonObject.of("id", 7),
                JsonObject.of("id", "x".repeat(129)),
                JsonObject.of("title", JsonArray.of("t")),
                JsonObject.of("text", "\ud800"),
                JsonObject.of("text", "x".repeat(256 * 1024)),
                deep)) {
            assertThatExceptionOfType(PortInputException.class).isThrownBy(() -> setup(descriptor));
        }
        assertThat(port.registrations.all()).isEmpty();
    }

    @Test
    @DisplayName("PORT-100: the same action id again replaces")
    void actions() throws Exception {
        port.ctx.ui().registerAction(new UiAction("sync", input -> 1));
        port.ctx.ui().registerAction(new UiAction("sync", input -> 2));
        assertThat(port.registrations.all())
                .singleElement()
                .satisfies(one -> assertThat(((Action) one).handler().call(JsonObject.of()))
                        .isEqualTo(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "1a", "a b", "a.b", "a/b", "ä", "a\n", "_a"})
    @DisplayName("PORT-100: an action id of another form is refused")
    void badActions(String id) {
        assertThatExceptionOfType(PortInputException.class)
                .isThrownBy(() -> port.ctx.ui().registerAction(new UiAction(id, input -> 1)));
        assertThatExceptionOfType(PortInputException.class)
                .isThrownBy(() -> port.ctx.ui().registerAction(new UiAction("a".repeat(129), input -> 1)));
        assertThat(port.registrations.all()).isEmpty();
    }
}
