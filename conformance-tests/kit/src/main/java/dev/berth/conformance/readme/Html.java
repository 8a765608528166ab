/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.readme;

import dev.berth.manifest.json.Place;
import java.util.List;
import java.util.Optional;

/**
 * Raw HTML in Markdown (GATE-32).
 *
 * @param tag how it begins, {@code <br}
 */
record Html(String tag, Place place) {
    /** Finds the first; an autolink such as {@code <https://acme.example>} is none. */
    static Optional<Html> first(List<String> prose) {
        int lastClosing = -1;
        for (int i = 0; i < prose.size(); i++) {
            lastClosing = prose.get(i).indexOf('>') >= 0 ? i : lastClosing;
        }
        for (int i = 0; i <= lastClosing; i++) {
            String line = prose.get(i);
            int closing = i < lastClosing ? line.length() : line.lastIndexOf('>');
            for (int at = line.indexOf('<'); at >= 0 && at < closing; at = line.indexOf('<', at + 1)) {
                int end = endOfTag(line, at);
                if (end > 0 && !isEscaped(line, at)) {
                    return Optional.of(new Html(line.substring(at, end), new Place(i + 1, at + 1)));
                }
            }
        }
        return Optional.empty();
    }

    /** Returns where the name of a tag ends that starts at a place; -1 if none starts there. */
    private static int endOfTag(String line, int at) {
        int i = at + 1;
        if (i < line.length() && (line.charAt(i) == '!' || line.charAt(i) == '?')) {
            return i + 1;
        }
        if (i < line.length() && line.charAt(i) == '/') {
            i++;
        }
        int name = i;
        while (i < line.length() && (isLetter(line.charAt(i)) || (i > name && isInName(line.charAt(i))))) {
            i++;
        }
        boolean ends = i == line.length() || " \t/>".indexOf(line.charAt(i)) >= 0;
        return i > name && ends ? i : -1;
    }

    private static boolean isInName(char c) {
        return c == '-' || (c >= '0' && c <= '9');
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isEscaped(String line, int at) {
        int slashes = 0;
        while (at - slashes > 0 && line.charAt(at - slashes - 1) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }
}
