/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.json;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Says in words what is wrong where a JSON parser stopped. Reads the text up to that place, which is well-formed, to know
 * what could have followed.
 */
final class SyntaxDiagnosis {
    /** What the text up to the fault ends with. */
    private enum After {
        START,
        OPENING,
        NAME,
        COLON,
        COMMA,
        VALUE
    }

    private final String text;
    private final int offset;
    private final Deque<Character> open = new ArrayDeque<>();
    private After after = After.START;
    private boolean inString;
    private int tokenStart;

    private SyntaxDiagnosis(String text, int offset) {
        this.text = text;
        this.offset = offset;
    }

    static SyntaxFault of(String text, int offset) {
        SyntaxDiagnosis diagnosis = new SyntaxDiagnosis(text, offset);
        diagnosis.scan();
        return diagnosis.inString ? diagnosis.insideString() : diagnosis.betweenTokens();
    }

    /** Names what stands at an offset. */
    static String found(String text, int offset) {
        if (offset >= text.length()) {
            return "the end of the file";
        }
        char c = text.charAt(offset);
        if (isWord(c)) {
            int end = offset;
            while (end < text.length() && isWord(text.charAt(end))) {
                end++;
            }
            return Quoted.of(text.substring(offset, end));
        }
        return switch (c) {
            case '"' -> "a text in double quotes";
            case '\'' -> "a single quote";
            case '/', '#' -> "a comment";
            default -> Quoted.of(Character.toString(text.codePointAt(offset)));
        };
    }

    private void scan() {
        int i = 0;
        while (i < offset) {
            char c = text.charAt(i);
            if (c == '"') {
                tokenStart = i;
                i = endOfString(i);
            } else if (isWord(c)) {
                int start = i;
                while (i < text.length() && isWord(text.charAt(i))) {
                    i++;
                }
                if (i >= offset) {
                    // The fault is in this word, unless the word is whole and the fault right behind it.
                    boolean behind = i == offset && isWhole(text.substring(start, i));
                    tokenStart = behind ? offset : start;
                    after = behind ? After.VALUE : after;
                    return;
                }
                after = After.VALUE;
            } else {
                structure(c);
                i++;
            }
        }
        tokenStart = offset;
    }

    private int endOfString(int start) {
        for (int i = start + 1; i < offset; i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                boolean name = isObject() && (after == After.OPENING || after == After.COMMA);
                after = name ? After.NAME : After.VALUE;
                return i + 1;
            }
        }
        inString = true;
        return offset;
    }

    private void structure(char c) {
        switch (c) {
            case '{', '[' -> {
                open.push(c);
                after = After.OPENING;
            }
            case '}', ']' -> {
                open.poll();
                after = After.VALUE;
            }
            case ',' -> after = After.COMMA;
            case ':' -> after = After.COLON;
            default -> {
                // White space.
            }
        }
    }

    private SyntaxFault insideString() {
        Place place = Place.of(text, offset);
        if (offset >= text.length()) {
            return new SyntaxFault(place, "the closing double quote", "the end of the file", "close the text");
        }
        char c = text.charAt(offset);
        if (c == '\n' || c == '\r') {
            return new SyntaxFault(
                    place,
                    "the closing double quote",
                    "the end of the line",
                    "close the text, or write the line end as \\n");
        }
        if (c < ' ') {
            return new SyntaxFault(
                    place,
                    "an escape for a control character",
                    String.format("U+%04X as it is", (int) c),
                    String.format("write \\u%04x", (int) c));
        }
        return new SyntaxFault(
                place,
                "one of the escapes \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX",
                Quoted.of(text.substring(text.lastIndexOf('\\', offset), offset + 1)),
                "double the backslash if you mean one");
    }

    private SyntaxFault betweenTokens() {
        Place place = Place.of(text, tokenStart);
        String found = found(text, tokenStart);
        boolean object = isObject();
        char next = tokenStart < text.length() ? text.charAt(tokenStart) : '\0';
        if (after == After.COMMA && (next == '}' || next == ']')) {
            return new SyntaxFault(
                    place,
                    object ? "a name in double quotes" : "a value",
                    "a comma before " + next,
                    "remove the comma");
        }
        if (next == '/' || next == '#') {
            return new SyntaxFault(place, needed(object), found, "remove it; JSON has no comments");
        }
        if (next == '\'') {
            return new SyntaxFault(place, needed(object), found, "use double quotes");
        }
        return switch (after) {
            case VALUE ->
                new SyntaxFault(
                        place, needed(object), found, next == '"' ? "add the comma" : "check what stands before it");
            case NAME -> new SyntaxFault(place, needed(object), found, "add the colon");
            case COLON, START -> new SyntaxFault(place, needed(object), found, "write the value as JSON");
            case OPENING, COMMA ->
                new SyntaxFault(
                        place,
                        needed(object),
                        found,
                        object && isWord(next) ? "put the name in double quotes" : "write it as JSON");
        };
    }

    private String needed(boolean object) {
        return switch (after) {
            case START -> "an object, {";
            case OPENING -> object ? "a name in double quotes, or }" : "a value, or ]";
            case COMMA -> object ? "a name in double quotes" : "a value";
            case NAME -> "a colon";
            case COLON -> "a value: a text, a number, an object, an array, true, false or null";
            case VALUE -> open.isEmpty() ? "nothing more" : object ? "a comma or }" : "a comma or ]";
        };
    }

    private boolean isObject() {
        return !open.isEmpty() && open.peek() == '{';
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || "+-._$".indexOf(c) >= 0;
    }

    private static boolean isWhole(String word) {
        return word.matches("true|false|null|-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    }
}
