/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {
    @Test
    @DisplayName("PORT-6: text is compact RFC 8259, members in their order")
    void compact() {
        JsonObject json = JsonObject.of("b", JsonArray.of(1, true, new JsonNull(), ""), "a", JsonObject.of());
        assertThat(json).hasToString("{\"b\":[1,true,null,\"\"],\"a\":{}}");
        assertThat(JsonArray.of()).hasToString("[]");
        assertThat(new JsonNull()).hasToString("null");
    }

    @ParameterizedTest(name = "U+{0}")
    @DisplayName("PORT-6: quotes, backslashes and control characters are escaped, other characters stay")
    @CsvSource(
            delimiter = '|',
            value = {
                "22|\\\"",
                "5c|\\\\",
                "0a|\\n",
                "0d|\\r",
                "09|\\t",
                "00|\\u0000",
                "08|\\b",
                "0c|\\f",
                "1b|\\u001b",
                "1f|\\u001f"
            })
    void escapes(String code, String escaped) {
        char c = (char) Integer.parseInt(code, 16);
        assertThat(new JsonString("a" + c + "b")).hasToString("\"a" + escaped + "b\"");
        assertThat(JsonObject.of("k" + c, 1)).hasToString("{\"k" + escaped + "\":1}");
    }

    @Test
    @DisplayName("PORT-6: a pair of surrogates stays, a lone one is escaped, so that the text is always valid UTF-8")
    void surrogates() {
        assertThat(new JsonString("\uD83D\uDE00é\u2028/")).hasToString("\"\uD83D\uDE00é\u2028/\"");
        assertThat(new JsonString("\uD83D")).hasToString("\"\\ud83d\"");
        assertThat(new JsonString("a\uDE00b")).hasToString("\"a\\ude00b\"");
        assertThat(new JsonString("\uD83D\uD83D\uDE00\uDE00")).hasToString("\"\\ud83d\uD83D\uDE00\\ude00\"");
    }
}
