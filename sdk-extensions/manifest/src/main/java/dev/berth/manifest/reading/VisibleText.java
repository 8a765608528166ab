/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.reading;

import java.util.OptionalInt;

/** Finds code points that nobody can see, or that change how others are shown (MAN-25). */
final class VisibleText {
    private static final int JOINER = 0x200D;
    private static final int KEYCAP = 0x20E3;

    private VisibleText() {}

    /** Returns the first hidden code point. An emoji may have what makes one picture of it. */
    static OptionalInt firstHidden(String text) {
        int[] points = text.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            if (isHidden(points[i]) && !belongsToEmoji(points, i)) {
                return OptionalInt.of(points[i]);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isHidden(int point) {
        return isVariationSelector(point)
                || switch (Character.getType(point)) {
                    case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
                    // Newer emoji are unassigned for an older Java; their blocks are not.
                    case Character.UNASSIGNED -> !isPictograph(point);
                    default -> false;
                };
    }

    private static boolean belongsToEmoji(int[] points, int i) {
        int before = i;
        do {
            before--;
        } while (before >= 0 && isVariationSelector(points[before]));
        if (before < 0) {
            return false;
        }
        if (points[i] == JOINER) {
            return isPictograph(points[before]) && i + 1 < points.length && isPictograph(points[i + 1]);
        }
        boolean chosen = points[i] == 0xFE0F || points[i] == 0xFE0E;
        boolean keycap =
                i + 1 < points.length && points[i + 1] == KEYCAP && "0123456789#*".indexOf(points[before]) >= 0;
        return chosen && before == i - 1 && (isPictograph(points[before]) || keycap);
    }

    private static boolean isVariationSelector(int point) {
        return (point >= 0xFE00 && point <= 0xFE0F) || (point >= 0xE0100 && point <= 0xE01EF);
    }

    /** The blocks that have emoji; Java 17 does not know the property. */
    private static boolean isPictograph(int point) {
        return (point >= 0x1F000 && point <= 0x1FAFF)
                || (point >= 0x2190 && point <= 0x21FF)
                || (point >= 0x2300 && point <= 0x23FF)
                || (point >= 0x25A0 && point <= 0x27BF)
                || (point >= 0x2900 && point <= 0x297F)
                || (point >= 0x2B00 && point <= 0x2BFF)
                || point == 0x00A9
                || point == 0x00AE
                || point == 0x203C
                || point == 0x2049
                || point == 0x2122
                || point == 0x2139
                || point == 0x24C2
                || point == 0x3030
                || point == 0x303D
                || point == 0x3297
                || point == 0x3299;
    }
}
