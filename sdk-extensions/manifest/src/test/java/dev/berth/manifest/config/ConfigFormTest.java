/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.config.ConfigForm.Field;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigFormTest {
    private static final ConfigForm FORM = ConfigForm.of((JsonObject) StrictJson.parse("""
            {"fields": [
              {"kind": "text", "key": "url", "label": "l", "required": true},
              {"kind": "text", "key": "note", "label": "l"},
              {"kind": "secret", "key": "token", "label": "l", "required": true},
              {"kind": "nango-connect", "label": "l", "providerConfigKey": "crm"},
              {"kind": "repeatable-list", "key": "accounts", "label": "l", "itemFields": [
                {"kind": "text", "key": "name", "label": "l", "required": true}, {"kind": "text", "key": "role", "label": "l"},
                {"kind": "secret", "key": "password", "label": "l"}]},
              {"kind": "status-probe", "label": "l", "actionId": "probe"},
              {"kind": "copyable-credential", "key": "hook", "label": "l"},
              {"kind": "named-action", "label": "l", "actionId": "sync"},
              {"kind": "select", "key": "region", "label": "l", "options": [
                {"value": "eu", "label": "l"}, {"value": "us", "label": "l"}, {"value": "lab", "label": "l", "adminOnly": true}]},
              {"kind": "record-list", "label": "l", "listActionId": "a", "emptyState": "e", "itemTitleKey": "t", "itemBadges": []},
              {"kind": "banner", "label": "l", "variants": [{"name": "n", "tone": "info", "message": "m"}]},
              {"kind": "advisory", "label": "l", "tone": "info", "probeActionId": "p", "whenReady": "r", "whenNotReady": "n"},
              {"kind": "dynamic-select-options", "key": "board", "label": "l", "optionsAction": "boards"},
              {"kind": "boolean", "key": "on", "label": "l"},
              {"kind": "number", "key": "count", "label": "l", "min": 1, "max": 10, "step": 0.5},
              {"kind": "number", "key": "any", "label": "l"},
              {"kind": "free-list", "key": "tags", "label": "l"}]}"""));

    private static Field field(String key) {
        return FORM.field(key).orElseThrow();
    }

    private static List<JsonValue> values(String items) {
        return ((JsonArray) StrictJson.parse("[" + items + "]")).items();
    }

    @Test
    @DisplayName("MAN-208: nine of the fifteen kinds store something, secrets apart from settings")
    void stores() {
        assertThat(FORM.fields())
                .extracting(Field::key)
                .containsExactly(
                        "url", "note", "token", "accounts", "hook", "region", "board", "on", "count", "any", "tags");
        assertThat(FORM.fields())
                .filteredOn(Field::isSecret)
                .extracting(Field::key)
                .containsExactly("token");
        assertThat(FORM.fields())
                .filteredOn(Field::isReadOnly)
                .extracting(Field::key)
                .containsExactly("hook");
        assertThat(FORM.fields())
                .filteredOn(Field::isRequired)
                .extracting(Field::key)
                .containsExactly("url", "token");
        assertThat(field("accounts").secretItems()).extracting(Field::key).containsExactly("password");
        assertThat(FORM.field("probe")).isEmpty();
        assertThat(ConfigForm.NONE.fields()).isEmpty();
        assertThat(Arrays.stream(FormKind.values()).filter(kind -> kind.store() == FormKind.Store.NOTHING))
                .as("a kind is either judged or stores nothing")
                .containsExactly(
                        FormKind.NANGO_CONNECT,
                        FormKind.STATUS_PROBE,
                        FormKind.NAMED_ACTION,
                        FormKind.RECORD_LIST,
                        FormKind.BANNER,
                        FormKind.ADVISORY);
    }

    @ParameterizedTest
    @DisplayName("MAN-211, MAN-212, MAN-214, MAN-218, MAN-222 to MAN-225: each kind takes its values and no others")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "url; \"a\"; \" \", \"\", 1, null, {}; a text that is not blank",
                "note; \"a\", \"\"; 1, null, [\"a\"]; a text",
                "token; \"a\", \" \"; \"\", 1, true; a text",
                "hook; \"a\"; 1; a text",
                "region; \"eu\", \"us\"; \"mars\", \"lab\", 1, null, [\"eu\"]; one of eu, us",
                "board; \"b1\"; \"\", 3; a text that is not blank",
                "on; true, false; \"true\", 1, null; true or false",
                "count; 1, 1.5, 10, 1E0; 0, 11, 1.25, \"1\", 1e2147483647, 1e-2147483647;"
                        + "a number of at least 1 and at most 10 in steps of 0.5",
                "any; -7, 0, 1e2147483647; \"1\", [], true; a number",
                "tags; [], [\"a\", \"b\"]; [\"\"], [1], \"a\", {}, [[\"a\"]]; a list of texts that are not blank",
                "accounts; [], [{\"name\": \"a\"}], [{\"name\": \"a\", \"role\": \"\"}];"
                        + "{}, [1], [{}], [{\"name\": \"\"}], [{\"name\": 1}], [{\"name\": \"a\", \"x\": \"\"}],"
                        + " [{\"name\": \"a\", \"password\": \"p\"}];"
                        + "a list of objects with texts named name, role, with name"
            })
    void kinds(String key, String good, String bad, String needed) {
        assertThat(values(good))
                .allSatisfy(value -> assertThat(field(key).unfit(value, false))
                        .as(value.toString())
                        .isEmpty());
        assertThat(values(bad))
                .allSatisfy(value -> assertThat(field(key).unfit(value, false))
                        .as(value.toString())
                        .contains(needed));
    }

    @Test
    @DisplayName("MAN-218: an option for administrators is judged by who writes")
    void adminOnly() {
        assertThat(field("region").unfit(StrictJson.parse("\"lab\""), true)).isEmpty();
        assertThat(field("region").unfit(StrictJson.parse("\"mars\""), true)).contains("one of eu, us, lab");
        assertThat(field("region").unfit(StrictJson.parse("\"lab\""), false)).contains("one of eu, us");
    }
}
