/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.berth.sdk.value.JsonObject;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogLineTest {
    record Login(String user, String password, Map<String, String> more) {}

    @ParameterizedTest
    @ValueSource(strings = {"apiKey", "SECRET", "my_token", "PassWord", "credentials", "privateNote", "monkey"})
    @DisplayName("PORT-104: a value whose name contains one of six words, in any case, is masked")
    void masked(String name) {
        assertThat(LogLine.of("m", Map.of(name, "s3cr3t"))).isEqualTo("m " + name + "=***");
    }

    @Test
    @DisplayName("PORT-104: masked at any depth: maps, lists, arrays, optionals, JSON, records")
    void nested() {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("user", "ada");
        inner.put("token", "s3cr3t");
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("map", Map.of("deep", inner));
        fields.put("list", List.of(1, inner));
        fields.put("array", new Object[] {inner});
        fields.put("optional", Optional.of(inner));
        fields.put("json", JsonObject.of("list", List.of(inner), "text", "t"));
        fields.put("record", new Login("ada", "s3cr3t", Map.of("key", "s3cr3t")));
        assertThat(LogLine.of("m", fields))
                .doesNotContain("s3cr3t")
                .isEqualTo(
                        "m map={deep={user=ada, token=***}} list=[1, {user=ada, token=***}] array=[{user=ada, token=***}]"
                                + " optional={user=ada, token=***} json={list=[{user=\"ada\", token=***}], text=\"t\"}"
                                + " record={user=ada, password=***, more={key=***}}");
    }

    @Test
    @DisplayName("PORT-104: no character of an extension starts a line of its own or hides")
    void controlCharacters() {
        String line = LogLine.of(
                "a\nb\r\u001b[31m\u0085\u2028\u202e", Map.of("k\n", "v\u0000\u2029w", "m", Map.of("x\n", "y\n")));
        assertThat(line)
                .matches("[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+")
                .contains("a b")
                .contains("v  w")
                .contains("x =y ");
    }

    @Test
    @DisplayName("PORT-104: never throws: null, values that throw, maps that throw, maps that hold themselves")
    void neverThrows() {
        assertThat(LogLine.of(null, null)).isEqualTo("null");
        Map<String, Object> fields = new HashMap<>();
        fields.put(null, null);
        assertThat(LogLine.of("m", fields)).isEqualTo("m null=null");
        Object hostile = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no");
            }
        };
        assertThat(LogLine.of("m", Map.of("a", hostile))).isEqualTo("m a=(a value that cannot be shown)");
        Map<String, Object> itself = new HashMap<>();
        itself.put("itself", itself);
        List<Object> list = new ArrayList<>();
        list.add(list);
        assertThatCode(() -> LogLine.of("m", Map.of("map", itself, "list", list)))
                .doesNotThrowAnyException();
        Map<String, Object> broken = new AbstractMap<>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                throw new IllegalStateException("no");
            }
        };
        assertThat(LogLine.of("m", broken)).isEqualTo("m fields=(a value that cannot be shown)");
    }
}
