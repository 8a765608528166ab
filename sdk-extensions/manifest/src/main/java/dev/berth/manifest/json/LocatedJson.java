/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON document from outside into {@link Node}s. Goes on where it can, so that a key that occurs twice or text after
 * the end does not hide what else is wrong.
 */
public final class LocatedJson {
    /** How deep objects and arrays may nest. */
    public static final int DEEPEST = 32;

    /** Beyond it a number's digits would not fit into memory when somebody writes them out. */
    static final int LARGEST_EXPONENT = 1000;

    /** The depth is judged here, where the reader can go on; Jackson's own limit would stop it. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .build())
            .build();

    private final String text;
    private final JsonParser parser;
    private final List<SyntaxFault> faults = new ArrayList<>();
    private boolean tooDeep;

    private LocatedJson(String text, JsonParser parser) {
        this.text = text;
        this.parser = parser;
    }

    /**
     * What was read.
     *
     * @param root the document, unless it ends before its value does
     * @param faults what breaks the grammar, in the order of the text
     */
    public record Result(Optional<Node> root, List<SyntaxFault> faults) {
        /** Copies the faults. */
        public Result {
            faults = List.copyOf(faults);
        }
    }

    /** Reads a document. */
    public static Result read(String text) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            return new LocatedJson(text, parser).document();
        }
    }

    private Result document() {
        Optional<Node> root = Optional.empty();
        try {
            if (parser.nextToken() == null) {
                faults.add(SyntaxDiagnosis.of(text, text.length()));
            } else {
                root = Optional.of(value(1));
                checkEnd((int) parser.currentLocation().getCharOffset());
            }
        } catch (JacksonException e) {
            TokenStreamLocation location = e.getLocation();
            int offset = location == null ? 0 : (int) Math.max(0, location.getCharOffset());
            faults.add(SyntaxDiagnosis.of(text, Math.min(offset, text.length())));
        }
        return new Result(root, faults);
    }

    private void checkEnd(int end) {
        int offset = end;
        while (offset < text.length() && " \t\r\n".indexOf(text.charAt(offset)) >= 0) {
            offset++;
        }
        if (offset < text.length()) {
            faults.add(new SyntaxFault(
                    Place.of(text, offset),
                    "nothing after the end of the object",
                    SyntaxDiagnosis.found(text, offset),
                    "remove what follows"));
        }
    }

    private Node value(int depth) {
        Place place = place();
        return switch (parser.currentToken()) {
            case START_OBJECT -> fits(depth, place) ? object(depth, place) : skipped(place);
            case START_ARRAY -> fits(depth, place) ? array(depth, place) : skipped(place);
            case VALUE_STRING -> new Node.Text(paired(parser.getString(), place), place);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString(), place);
            case VALUE_TRUE -> new Node.Bool(true, place);
            case VALUE_FALSE -> new Node.Bool(false, place);
            default -> new Node.Null(place);
        };
    }

    private Node.Obj object(int depth, Place place) {
        List<Node.Member> members = new ArrayList<>();
        Map<String, Place> seen = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Place namePlace = place();
            paired(name, namePlace);
            parser.nextToken();
            Node value = value(depth + 1);
            Place first = seen.putIfAbsent(name, namePlace);
            if (first == null) {
                members.add(new Node.Member(name, namePlace, value));
            } else {
                faults.add(new SyntaxFault(
                        namePlace,
                        "each key once in an object",
                        "the key " + Quoted.of(name) + " again, first at " + first.line() + ":" + first.column(),
                        "keep one of the two"));
            }
        }
        return new Node.Obj(members, place);
    }

    private Node.Arr array(int depth, Place place) {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(depth + 1));
        }
        return new Node.Arr(items, place);
    }

    private boolean fits(int depth, Place place) {
        if (depth > DEEPEST && !tooDeep) {
            tooDeep = true;
            faults.add(new SyntaxFault(
                    place, "nesting of at most " + DEEPEST + " levels", "level " + depth, "flatten the value"));
        }
        return depth <= DEEPEST;
    }

    private Node skipped(Place place) {
        parser.skipChildren();
        return new Node.Null(place);
    }

    private Node number(String digits, Place place) {
        try {
            BigDecimal value = new BigDecimal(digits);
            if (Math.abs((long) value.scale()) <= LARGEST_EXPONENT) {
                return new Node.Num(value, place);
            }
        } catch (NumberFormatException e) {
            // The grammar of JSON has no limit for exponents; that of Java has, and is reported as ours is.
        }
        faults.add(new SyntaxFault(
                place,
                "a number with an exponent of at most " + LARGEST_EXPONENT,
                Quoted.of(digits),
                Optional.empty()));
        return new Node.Null(place);
    }

    /** An escape such as {@code \\ud800} alone is no character; nothing that writes UTF-8 could keep it. */
    private String paired(String value, Place place) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c)) {
                faults.add(new SyntaxFault(
                        place,
                        "text of whole characters",
                        String.format("the unpaired surrogate \\u%04x", (int) c),
                        "write both halves of the character, or remove the one"));
                return value;
            }
        }
        return value;
    }

    private Place place() {
        TokenStreamLocation location = parser.currentTokenLocation();
        return new Place(location.getLineNr(), location.getColumnNr());
    }
}
