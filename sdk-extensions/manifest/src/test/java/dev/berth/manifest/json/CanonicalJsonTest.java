/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonNull;
import dev.berth.sdk.value.JsonNumber;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class CanonicalJsonTest {
    private static String bytes(JsonValue value) {
        return new String(CanonicalJson.bytes(value), UTF_8);
    }

    @Test
    @DisplayName("TRUST-23, TRUST-25, TRUST-26: RFC 8785, with its own string sample")
    void sample() {
        assertThat(bytes(JsonObject.of("b", 1, "a", JsonArray.of(true, "x"), "B", -9007199254740991L)))
                .isEqualTo("{\"B\":-9007199254740991,\"a\":[true,\"x\"],\"b\":1}");
        assertThat(bytes(new JsonString("\u20ac$\017\nA'B\"\\\\\"\b\f\t/")))
                .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"\\b\\f\\t/\"");
        assertThat(bytes(JsonObject.of("06e3fd8fda29bb60", 1, "acme-labs", 2))).startsWith("{\"06e3");
    }

    @Test
    @DisplayName("TRUST-23 to TRUST-27: what has no place in a signed document")
    void refused() {
        JsonValue deep = JsonArray.of();
        for (int level = 1; level < 33; level++) {
            deep = new JsonArray(java.util.List.of(deep));
        }
        for (JsonValue value : new JsonValue[] {
            new JsonNull(),
            JsonArray.of(new JsonNull()),
            JsonNumber.of(1.5),
            JsonNumber.of(9007199254740992L),
            JsonNumber.of(-9007199254740992L),
            JsonNumber.of(1e300),
            JsonObject.of("with blank", 1),
            JsonObject.of("", 1),
            JsonObject.of("\u00e4", 1),
            new JsonString("\ud800"),
            deep
        }) {
            assertThatIllegalArgumentException().isThrownBy(() -> CanonicalJson.bytes(value));
        }
    }

    @Test
    @DisplayName("TRUST-24: 1.0 and 1e0 are integers of another text, which a signed document has not")
    void numbers() {
        for (String text : new String[] {"1.0", "1e0", "[1.5]", "{\"a\":1E2}"}) {
            assertThat(StrictJson.parse(text)).isNotNull();
            assertThatIllegalArgumentException().isThrownBy(() -> StrictJson.parseSigned(text));
        }
        assertThat(StrictJson.parseSigned("[1,-2]")).isEqualTo(JsonArray.of(1, -2));
    }
}
