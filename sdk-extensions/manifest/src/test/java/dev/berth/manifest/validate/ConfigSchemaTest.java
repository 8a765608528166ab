/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.PackageEntries.Form;
import dev.berth.manifest.Phase;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonNull;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Section 10: the settings form. */
class ConfigSchemaTest {
    private static final Sample GOOD = Sample.connector().with("requestedHostPorts", List.of("settings", "secrets"));

    /** The form's codes; without code, actions cannot be registered, so every form is judged with an entry that is absent. */
    private static List<String> form(Object schema) {
        return GOOD.with("configSchema", schema).host();
    }

    private static List<String> fields(JsonObject... fields) {
        return form(JsonObject.of("fields", List.of((Object[]) fields)));
    }

    private static JsonObject field(String kind, Object... more) {
        JsonObject field = JsonObject.of("kind", kind, "label", "L");
        for (int i = 0; i < more.length; i += 2) {
            field = field.with((String) more[i], more[i + 1]);
        }
        return field;
    }

    @Test
    @DisplayName("MAN-200 to MAN-204: the form, its fields, kinds and labels")
    void shape() {
        assertThat(form(new JsonNull())).containsExactly("E config-schema-type");
        assertThat(form(List.of())).containsExactly("E config-schema-type");
        assertThat(form("x")).containsExactly("E config-schema-type");
        assertThat(form(Map.of())).containsExactly("E config-schema-fields-empty");
        assertThat(form(JsonObject.of("fields", List.of()))).containsExactly("E config-schema-fields-empty");
        assertThat(form(JsonObject.of("fields", List.of(7)))).containsExactly("E config-schema-fields-empty");
        assertThat(form(JsonObject.of("fields", List.of(field("boolean", "key", "a")), "titel", "x")))
                .containsExactly("E config-schema-unknown-key");
        assertThat(fields(field("checkbox", "key", "a"))).containsExactly("E config-schema-kind");
        assertThat(fields(JsonObject.of("kind", "text", "key", "a"))).containsExactly("E config-schema-label");
        assertThat(fields(field("text", "key", "a").with("label", " "))).containsExactly("E config-schema-label");
        assertThat(fields(field("text", "key", "a", "lable", "x"))).containsExactly("E config-schema-unknown-key");
    }

    @Test
    @DisplayName("MAN-211 to MAN-225: each kind with all it takes")
    void kinds() {
        assertThat(fields(
                        field("text", "key", "a", "placeholder", "p", "required", true, "description", "d"),
                        field("secret", "key", "b", "required", false),
                        field("nango-connect", "providerConfigKey", "google"),
                        field(
                                "repeatable-list",
                                "key",
                                "c",
                                "itemLabel",
                                "I",
                                "itemFields",
                                List.of(field("text", "key", "a"), field("secret", "key", "b"))),
                        field("copyable-credential", "key", "d"),
                        field(
                                "select",
                                "key",
                                "e",
                                "defaultValue",
                                "x",
                                "options",
                                List.of(JsonObject.of("value", "x", "label", "X", "adminOnly", true))),
                        field(
                                "banner",
                                "variants",
                                List.of(JsonObject.of("name", "a", "tone", "info", "message", "M"))),
                        field("boolean", "key", "f", "defaultValue", true),
                        field(
                                "number",
                                "key",
                                "g",
                                "min",
                                0,
                                "max",
                                2.5,
                                "step",
                                0.5,
                                "defaultValue",
                                1,
                                "required",
                                true),
                        field("free-list", "key", "h", "itemLabel", "I", "placeholder", "p")))
                .isEmpty();
        assertThat(GOOD.with("configSchema", JsonObject.of("fields", List.of(field("boolean", "key", "f"))))
                        .validate(Phase.HOST)
                        .manifest()
                        .orElseThrow()
                        .details()
                        .configSchema())
                .hasValue(JsonObject.of("fields", List.of(field("boolean", "key", "f"))));
    }

    @Test
    @DisplayName("MAN-205: keys have a form and are unique, those of items in their list")
    void keys() {
        assertThat(fields(field("text", "key", "1a"))).containsExactly("E config-schema-key");
        assertThat(fields(field("text"))).containsExactly("E config-schema-key");
        assertThat(fields(field("text", "key", "a"), field("boolean", "key", "a")))
                .containsExactly("E config-schema-key");
        assertThat(fields(field(
                        "repeatable-list",
                        "key",
                        "c",
                        "itemFields",
                        List.of(field("text", "key", "a"), field("text", "key", "a")))))
                .containsExactly("E config-schema-key");
    }

    @Test
    @DisplayName("MAN-S36: one code each: badge key, key twice, default, bounds, list inside a list")
    void scenario() {
        JsonObject badge = JsonObject.of("key", "k", "label", "L", "variant", "muted", "color", "red");
        JsonObject list = field(
                "record-list",
                "listActionId",
                "1",
                "emptyState",
                "None",
                "itemTitleKey",
                "t",
                "itemBadges",
                List.of(badge));
        assertThat(fields(
                        field("text", "key", "a"),
                        field("text", "key", "a"),
                        list,
                        field(
                                "select",
                                "key",
                                "s",
                                "defaultValue",
                                "z",
                                "options",
                                List.of(JsonObject.of("value", "x", "label", "X"))),
                        field("number", "key", "n", "min", 2, "max", 1),
                        field(
                                "repeatable-list",
                                "key",
                                "r",
                                "itemFields",
                                List.of(field("repeatable-list", "key", "i")))))
                .containsExactly(
                        "E config-schema-key",
                        "E config-schema-action",
                        "E config-schema-unknown-key",
                        "E config-schema-default",
                        "E config-schema-number",
                        "E config-schema-item-field");
    }

    @Test
    @DisplayName("MAN-S37, MAN-206: an action needs code that registers it")
    void actions() {
        for (JsonObject field : List.of(
                field("status-probe", "actionId", "probe"),
                field("named-action", "actionId", "sync", "confirm", "Sure?"),
                field("dynamic-select-options", "key", "a", "optionsAction", "list", "defaultValue", "x"),
                field("advisory", "tone", "info", "probeActionId", "p", "whenReady", "R", "whenNotReady", "N"))) {
            assertThat(fields(field)).as(field.toString()).containsExactly("E config-schema-action");
        }
        assertThat(GOOD.with(
                                "configSchema",
                                JsonObject.of("fields", List.of(field("status-probe", "actionId", "probe"))))
                        .with("serverEntry", "com.acme.Gone")
                        .form(Form.FOLDER)
                        .host())
                .containsExactly("E server-entry-missing");
    }

    @Test
    @DisplayName("MAN-213, MAN-218 to MAN-224: values of properties")
    void values() {
        assertThat(fields(field("nango-connect", "providerConfigKey", " ")))
                .containsExactly("E config-schema-property");
        assertThat(fields(field("select", "key", "s", "options", List.of()))).containsExactly("E config-schema-option");
        assertThat(fields(field(
                        "select",
                        "key",
                        "s",
                        "options",
                        JsonArray.of(
                                JsonObject.of("value", "x", "label", "X"), JsonObject.of("value", "x", "label", "Y")))))
                .containsExactly("E config-schema-option");
        assertThat(fields(field(
                        "banner", "variants", List.of(JsonObject.of("name", "a", "tone", "loud", "message", "M")))))
                .containsExactly("E config-schema-variant");
        assertThat(fields(field("banner", "variants", List.of()))).containsExactly("E config-schema-variant");
        assertThat(fields(field("boolean", "key", "a", "defaultValue", "yes")))
                .containsExactly("E config-schema-default");
        for (JsonObject number : List.of(
                field("number", "key", "a", "step", 0),
                field("number", "key", "a", "step", -1),
                field("number", "key", "a", "min", "1"),
                field("number", "key", "a", "max", 5, "defaultValue", 6),
                field("number", "key", "a", "min", 5, "defaultValue", 4))) {
            assertThat(fields(number)).as(number.toString()).containsExactly("E config-schema-number");
        }
        assertThat(fields(field("text", "key", "a", "required", "yes"))).containsExactly("E config-schema-property");
    }

    @Test
    @DisplayName("MAN-209: stored values need the port, told once for each")
    void ports() {
        Sample without = GOOD.with("requestedHostPorts", List.of());
        assertThat(without.with(
                                "configSchema",
                                JsonObject.of(
                                        "fields",
                                        List.of(
                                                field("text", "key", "a"),
                                                field("text", "key", "b"),
                                                field("secret", "key", "c"))))
                        .host())
                .containsExactly("W config-schema-port-not-requested", "W config-schema-port-not-requested");
    }
}
