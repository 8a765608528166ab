/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.console;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines. */
final class Words {
    private Words() {}

    /** Breaks at spaces; a longer word is cut. Line breaks in the text stay. */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            wrap(lines, paragraph, Math.max(width, 8));
        }
        return lines;
    }

    private static void wrap(List<String> lines, String paragraph, int width) {
        String rest = paragraph;
        while (rest.length() > width) {
            int space = rest.lastIndexOf(' ', width);
            int cut = space > 0 ? space : width;
            lines.add(rest.substring(0, cut).stripTrailing());
            rest = rest.substring(cut).stripLeading();
        }
        lines.add(rest);
    }
}
