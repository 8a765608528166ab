/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.readme;

import java.util.List;
import java.util.stream.Collectors;

/** Tells whether a paragraph is nothing but emphasis (GATE-39). */
final class Emphasis {
    private static final int LONGEST_RUN = 3;

    private Emphasis() {}

    /** Takes one emphasised span after the other from the front; blanks and punctuation between them are nothing. */
    static boolean isAll(List<Block.Line> paragraph) {
        String text = paragraph.stream().map(Block.Line::text).collect(Collectors.joining(" "));
        int at = 0;
        boolean any = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '*' || c == '_') {
                int end = endOfSpan(text, at);
                if (end < 0) {
                    return false;
                }
                at = end;
                any = true;
            } else if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                return false;
            } else {
                at++;
            }
        }
        return any;
    }

    private static int endOfSpan(String text, int start) {
        int length = 1;
        while (start + length < text.length() && text.charAt(start + length) == text.charAt(start)) {
            length++;
        }
        String run = text.substring(start, start + Math.min(length, LONGEST_RUN));
        int end = text.indexOf(run, start + run.length());
        return length > LONGEST_RUN || end < 0 ? -1 : end + run.length();
    }
}
