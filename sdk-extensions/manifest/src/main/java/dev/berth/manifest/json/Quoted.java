/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.json;

/** Text from outside as a message may show it: in quotes, short, and with every code point that nobody can see spelled out. */
public final class Quoted {
    private static final int LONGEST = 60;

    private Quoted() {}

    /** Quotes a text. */
    public static String of(String text) {
        StringBuilder out = new StringBuilder("\"");
        int shown = 0;
        for (int i = 0; i < text.length(); shown++) {
            if (shown == LONGEST) {
                return out.append("…\" (")
                        .append(text.codePointCount(0, text.length()))
                        .append(" characters)")
                        .toString();
            }
            int codePoint = text.codePointAt(i);
            append(out, codePoint);
            i += Character.charCount(codePoint);
        }
        return out.append('"').toString();
    }

    /** Says what a value is, with the value where it is short. */
    public static String of(Node node) {
        if (node instanceof Node.Text text) {
            return of(text.value());
        }
        if (node instanceof Node.Num number) {
            return "the number " + number.value();
        }
        if (node instanceof Node.Bool bool) {
            return String.valueOf(bool.value());
        }
        if (node instanceof Node.Null) {
            return "null";
        }
        return node instanceof Node.Arr ? "an array" : "an object";
    }

    private static void append(StringBuilder out, int codePoint) {
        boolean visible = switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> codePoint < 0xFE00 || (codePoint > 0xFE0F && codePoint < 0xE0100);
        };
        if (codePoint == '\n') {
            out.append("\\n");
        } else if (visible) {
            out.appendCodePoint(codePoint);
        } else {
            out.append(String.format("<U+%04X>", codePoint));
        }
    }
}
