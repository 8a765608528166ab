/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.json;

/**
 * A place in a text.
 *
 * @param line the line, from 1
 * @param column the column, from 1, in UTF-16 units
 */
public record Place(int line, int column) {
    /** The start of a text. */
    public static final Place START = new Place(1, 1);

    /** Finds the place of an offset; line ends are LF, CR, and CR with LF. */
    static Place of(CharSequence text, int offset) {
        int line = 1;
        int start = 0;
        for (int i = 0; i < offset; i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && !(i + 1 < text.length() && text.charAt(i + 1) == '\n'))) {
                line++;
                start = i + 1;
            }
        }
        return new Place(line, offset - start + 1);
    }
}
