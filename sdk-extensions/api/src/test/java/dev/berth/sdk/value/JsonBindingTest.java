/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JsonBindingTest {
    enum Level {
        LOW,
        HIGH {
            @Override
            public String toString() {
                return "high!";
            }
        }
    }

    record Point(int x, Optional<Long> y) {}

    record Shape(String name, Level level, List<Point> points, Map<String, Boolean> flags, Set<String> tags) {}

    record Strict(String text) {
        Strict {
            if (text.isBlank()) {
                throw new IllegalArgumentException("blank text");
            }
        }
    }

    record Odd(List<?> anything) {}

    @Test
    @DisplayName("PORT-6: a record goes out and comes back the same, nested, with enums by their text")
    void records() {
        Shape shape = new Shape(
                "s",
                Level.HIGH,
                List.of(new Point(1, Optional.of(2L)), new Point(3, Optional.empty())),
                Map.of("on", true),
                Set.of("t"));
        JsonValue json = JsonValue.of(shape);
        assertThat(json)
                .hasToString("{\"name\":\"s\",\"level\":\"high!\",\"points\":[{\"x\":1,\"y\":2},{\"x\":3}],"
                        + "\"flags\":{\"on\":true},\"tags\":[\"t\"]}");
        assertThat(json.as(Shape.class)).isEqualTo(shape);
    }

    @Test
    @DisplayName("PORT-6: an empty Optional is left out of records and maps, and is null in a list")
    void optionals() {
        assertThat(JsonValue.of(new Point(1, Optional.empty()))).hasToString("{\"x\":1}");
        assertThat(JsonValue.of(Map.of("a", Optional.empty()))).hasToString("{}");
        assertThat(JsonValue.of(List.of(Optional.empty(), Optional.of(1)))).hasToString("[null,1]");
        assertThat(JsonObject.of("x", 1, "y", new JsonNull()).as(Point.class))
                .isEqualTo(new Point(1, Optional.empty()));
    }

    @Test
    @DisplayName("PORT-6: arrays, characters, addresses and times have a JSON form; out only")
    void otherValues() {
        JsonArray json = JsonArray.of(
                new int[] {1, 2},
                'c',
                new StringBuilder().append("sb").reverse(),
                URI.create("https://a.b/"),
                Instant.EPOCH,
                Duration.ofSeconds(90));
        assertThat(json).hasToString("[[1,2],\"c\",\"bs\",\"https://a.b/\",\"1970-01-01T00:00:00Z\",\"PT1M30S\"]");
        assertThat(JsonValue.of(new String[][] {{"a"}, {}})).hasToString("[[\"a\"],[]]");
    }

    @Test
    @DisplayName("PORT-72: a value that does not fit names its place, what was needed and what was found")
    void mismatches() {
        JsonObject wrong = JsonObject.of("name", "s", "level", "LOW", "points", List.of(Map.of("x", "1")));
        assertThatExceptionOfType(JsonMismatchException.class)
                .isThrownBy(() -> wrong.as(Shape.class))
                .withMessage("$.points[0].x needs a whole number; found string");
        assertThatExceptionOfType(JsonMismatchException.class)
                .isThrownBy(() -> JsonObject.of("y", 1).as(Point.class))
                .withMessage("$.x needs a value; found none");
        assertThatExceptionOfType(JsonMismatchException.class)
                .isThrownBy(() -> new JsonString("medium").as(Level.class))
                .withMessage("$ needs one of [LOW, high!]; found \"medium\"");
        assertThatExceptionOfType(JsonMismatchException.class)
                .isThrownBy(() -> new JsonNull().as(String.class))
                .withMessage("$ needs a string; found null");
        assertThatExceptionOfType(JsonMismatchException.class)
                .isThrownBy(() -> JsonObject.of("text", " ").as(Strict.class))
                .withMessageContaining("$ needs a valid Strict; found ")
                .withMessageContaining("blank text");
    }

    @Test
    @DisplayName("PORT-6: a type outside the subset is refused in both directions")
    void foreignTypes() {
        assertThatExceptionOfType(JsonMismatchException.class)
                .isThrownBy(() -> JsonValue.of(new Object()))
                .withMessage("$ needs a string, number, boolean, list, map or record; found java.lang.Object");
        assertThatExceptionOfType(JsonMismatchException.class)
                .isThrownBy(() -> JsonValue.of(Map.of("a", List.of(1, Thread.currentThread()))))
                .withMessageStartingWith("$.a[1] needs");
        assertThatExceptionOfType(JsonMismatchException.class).isThrownBy(() -> JsonValue.of(Map.of(1, 2)));
        assertThatExceptionOfType(JsonMismatchException.class)
                .isThrownBy(() -> new JsonString("PT1S").as(Duration.class))
                .withMessage("$ needs a type of PORT-6; found java.time.Duration");
        assertThatExceptionOfType(JsonMismatchException.class)
                .isThrownBy(() -> JsonObject.of("anything", List.of(1)).as(Odd.class))
                .withMessageContaining("a type of PORT-6");
    }

    @Test
    @DisplayName("PORT-5: null is refused wherever it hides")
    void nulls() {
        Map<String, Object> map = new HashMap<>();
        map.put("a", null);
        assertThatExceptionOfType(JsonMismatchException.class)
                .isThrownBy(() -> JsonValue.of(map))
                .withMessage("$.a needs a value; found null");
        assertThatExceptionOfType(JsonMismatchException.class)
                .isThrownBy(() -> JsonValue.of(Arrays.asList(1, null)))
                .withMessage("$[1] needs a value; found null");
        assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> new JsonString(null));
        Map<String, JsonValue> members = new LinkedHashMap<>();
        members.put("a", null);
        assertThatExceptionOfType(NullPointerException.class).isThrownBy(() -> new JsonObject(members));
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> new JsonArray(Arrays.asList((JsonValue) null)));
    }

    @Test
    @DisplayName("PORT-6: nesting beyond the limit, and a list that holds itself, are a mismatch and no stack overflow")
    void deep() {
        List<Object> itself = new ArrayList<>();
        itself.add(itself);
        assertThatExceptionOfType(JsonMismatchException.class)
                .isThrownBy(() -> JsonValue.of(itself))
                .withMessageContaining("needs at most " + JsonBinding.DEEPEST + " levels");
        assertThat(JsonValue.of(nested(JsonBinding.DEEPEST)).toString()).hasSize(2 * JsonBinding.DEEPEST);
        assertThatExceptionOfType(JsonMismatchException.class)
                .isThrownBy(() -> JsonValue.of(nested(JsonBinding.DEEPEST + 1)));
        JsonValue built = JsonArray.of();
        for (int i = 0; i < 50_000; i++) {
            built = new JsonArray(List.of(built));
        }
        JsonValue bottomless = built;
        assertThatExceptionOfType(JsonMismatchException.class).isThrownBy(() -> JsonValue.of(bottomless));
    }

    private static List<Object> nested(int levels) {
        List<Object> list = List.of();
        for (int i = 1; i < levels; i++) {
            list = List.of(list);
        }
        return list;
    }

    @Test
    @DisplayName("PORT-5: values copy what they are made of")
    void copies() {
        List<JsonValue> items = new ArrayList<>(List.of(new JsonBoolean(true)));
        JsonArray array = new JsonArray(items);
        Map<String, JsonValue> members = new LinkedHashMap<>(Map.of("a", array));
        JsonObject object = new JsonObject(members);
        items.clear();
        members.clear();
        assertThat(object).hasToString("{\"a\":[true]}");
        assertThat(object.with("b", 1)).hasToString("{\"a\":[true],\"b\":1}");
        assertThat(object.get("b")).isEmpty();
        assertThat(object.string("a")).isEmpty();
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> JsonObject.of("a", 1, "b"));
    }
}
