/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.json;

import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonBoolean;
import dev.berth.sdk.value.JsonNull;
import dev.berth.sdk.value.JsonNumber;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/** Reads one JSON document: no comments, no duplicate keys, no half characters, nothing after it, nesting at most 32. */
public final class StrictJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(32).build())
            .build();

    private StrictJson() {}

    /**
     * Reads a document.
     *
     * @throws JsonSyntaxException with the line and column of the first fault
     */
    public static JsonValue parse(String text) {
        return parse(text, false);
    }

    /**
     * Reads a document that is signed, in which a number is an integer, written without a fraction or an exponent (TRUST-24).
     *
     * @throws JsonSyntaxException with the line and column of the first fault
     */
    public static JsonValue parseSigned(String text) {
        return parse(text, true);
    }

    private static JsonValue parse(String text, boolean integers) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() == null) {
                throw new JsonSyntaxException("the text is empty", 1, 1);
            }
            JsonValue value = value(parser, integers);
            if (parser.nextToken() != null) {
                TokenStreamLocation at = parser.currentTokenLocation();
                throw new JsonSyntaxException(
                        "there is more after the end of the document", at.getLineNr(), at.getColumnNr());
            }
            return value;
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            throw new JsonSyntaxException(
                    e.getOriginalMessage(), at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr());
        } catch (ArithmeticException | NumberFormatException e) {
            // An exponent of ten digits: neither Jackson nor we can hold it, and only we say so by a fault of the text.
            throw new JsonSyntaxException("a number is too large or too small", 1, 1);
        }
    }

    private static JsonValue value(JsonParser parser, boolean integers) {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> {
                Map<String, JsonValue> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = whole(parser, parser.currentName());
                    parser.nextToken();
                    members.put(name, value(parser, integers));
                }
                yield new JsonObject(members);
            }
            case START_ARRAY -> {
                List<JsonValue> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser, integers));
                }
                yield new JsonArray(items);
            }
            case VALUE_STRING -> new JsonString(whole(parser, parser.getString()));
            case VALUE_NUMBER_FLOAT -> {
                if (integers) {
                    TokenStreamLocation at = parser.currentTokenLocation();
                    throw new JsonSyntaxException(
                            "a number here has neither a fraction nor an exponent", at.getLineNr(), at.getColumnNr());
                }
                yield new JsonNumber(parser.getDecimalValue());
            }
            case VALUE_NUMBER_INT -> new JsonNumber(parser.getDecimalValue());
            case VALUE_TRUE -> new JsonBoolean(true);
            case VALUE_FALSE -> new JsonBoolean(false);
            case VALUE_NULL -> new JsonNull();
            default -> throw new IllegalStateException("A JSON value cannot start with " + token);
        };
    }

    /** An unpaired surrogate is no character, and nothing that writes UTF-8 could keep it. */
    private static String whole(JsonParser parser, String text) {
        for (int i = 0; i < text.length(); i++) {
            int c = text.codePointAt(i);
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                TokenStreamLocation at = parser.currentTokenLocation();
                throw new JsonSyntaxException(
                        String.format("the unpaired surrogate \\u%04x is no character", c),
                        at.getLineNr(),
                        at.getColumnNr());
            }
            i += Character.charCount(c) - 1;
        }
        return text;
    }

    /** Text that is not one JSON document. */
    public static final class JsonSyntaxException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        private final int line;
        private final int column;

        JsonSyntaxException(String message, int line, int column) {
            super(line + ":" + column + " " + message);
            this.line = line;
            this.column = column;
        }

        /** Returns the line, from 1. */
        public int line() {
            return line;
        }

        /** Returns the column, from 1. */
        public int column() {
            return column;
        }
    }
}
