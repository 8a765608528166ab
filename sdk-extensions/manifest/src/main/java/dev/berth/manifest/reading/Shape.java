/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.reading;

import dev.berth.manifest.json.Node;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.function.Predicate;

/**
 * The JSON type that a field takes, and its form in JSON Schema.
 *
 * @param words what an author calls it, {@code an array of texts}
 * @param fits tells whether a value has the type
 * @param schema the same as JSON Schema
 */
public record Shape(String words, Predicate<Node> fits, JsonObject schema) {
    public static final Shape ANY = new Shape("any value", node -> true, JsonObject.of());
    public static final Shape TEXT = of("a text", Node.Text.class, "string");
    public static final Shape BOOLEAN = of("true or false", Node.Bool.class, "boolean");
    public static final Shape OBJECT = of("an object", Node.Obj.class, "object");
    public static final Shape COUNT = new Shape(
            "an integer of at least 1",
            node -> node instanceof Node.Num number && number.integer().orElse(0) >= 1,
            JsonObject.of("type", "integer", "minimum", 1));
    public static final Shape TEXTS = arrayOf(TEXT, "an array of texts");
    public static final Shape OBJECTS = arrayOf(OBJECT, "an array of objects");

    /** Rows that are judged one by one, so that one bad row is one problem with the row's own code. */
    public static final Shape ROWS = of("an array", Node.Arr.class, "array");

    private static Shape of(String words, Class<? extends Node> type, String schemaType) {
        return new Shape(words, type::isInstance, JsonObject.of("type", schemaType));
    }

    private static Shape arrayOf(Shape item, String words) {
        return new Shape(
                words,
                node -> node instanceof Node.Arr array && array.items().stream().allMatch(item.fits()),
                JsonObject.of("type", "array", "items", item.schema()));
    }

    /** Takes a text that is one of a list; another text is not this shape's to judge, since its code differs by field. */
    public static Shape oneOf(List<String> words) {
        return new Shape(TEXT.words(), TEXT.fits(), JsonObject.of("enum", words));
    }

    /** Takes also what JSON Schema knows more about. */
    public Shape with(String keyword, Object value) {
        return new Shape(words, fits, schema.with(keyword, value));
    }
}
