/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import java.util.Locale;

/** Takes out of a text what stands for a value and is none: {@code {{…}}}, {@code ${NAME}}, {@code $NAME}, {@code <NAME>}. */
final class Scrubbed {
    private final String text;
    private final StringBuilder out = new StringBuilder();

    /** Where no further end of this kind is: without it, a text of many starts would be searched for each. */
    private int lastBraces = Integer.MAX_VALUE;

    private Scrubbed(String text) {
        this.text = text;
    }

    static String of(String text) {
        return new Scrubbed(text).scrub();
    }

    private String scrub() {
        for (int i = 0; i < text.length(); ) {
            int end = placeholder(i);
            if (end > i) {
                out.append(' ');
                i = end;
            } else {
                out.append(text.charAt(i));
                i++;
            }
        }
        return out.toString();
    }

    /** Returns the end of a placeholder that starts here, or the start. */
    private int placeholder(int start) {
        return switch (text.charAt(start)) {
            case '{' -> text.startsWith("{{", start) ? braces(start) : start;
            case '$' -> variable(start);
            case '<' -> closed(name(start + 1, true), '>', start);
            default -> start;
        };
    }

    private int braces(int start) {
        if (start >= lastBraces) {
            return start;
        }
        int end = text.indexOf("}}", start + 2);
        if (end < 0) {
            lastBraces = start;
            return start;
        }
        return end + 2;
    }

    private int variable(int start) {
        if (text.startsWith("${", start)) {
            return closed(name(start + 2, false), '}', start);
        }
        int end = name(start + 1, true);
        return end > start + 1 ? end : start;
    }

    private int closed(int end, char close, int start) {
        return end > start + 1 && end < text.length() && text.charAt(end) == close ? end + 1 : start;
    }

    /** Returns the end of a name, which for a bare one is in capitals, as variables of an environment are. */
    private int name(int start, boolean capitals) {
        int end = start;
        while (end < text.length() && isNamePart(text.charAt(end), capitals)) {
            end++;
        }
        return end;
    }

    private static boolean isNamePart(char c, boolean capitals) {
        boolean word = c == '_' || (c < 128 && Character.isLetterOrDigit(c));
        return word && (!capitals || String.valueOf(c).toUpperCase(Locale.ROOT).charAt(0) == c);
    }
}
