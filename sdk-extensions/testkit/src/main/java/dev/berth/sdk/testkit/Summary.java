/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit;

import java.util.Collection;

/** Lines of names and counts that a terminal can show (PORT-129). */
final class Summary {
    private static final int WIDTH = 120;

    private final StringBuilder lines = new StringBuilder();

    Summary(String title) {
        lines.append(fit(title));
    }

    /** Adds a line, unless there is nothing to say. */
    void line(String kind, Collection<String> names) {
        if (!names.isEmpty()) {
            String shown = String.join(", ", names.stream().map(Summary::name).toList());
            lines.append('\n').append(fit("  " + kind + " " + names.size() + ": " + shown));
        }
    }

    /** A surface without id and title is named by its whole content, which is no name. */
    private static String name(String slot) {
        return slot.startsWith("{") ? "(unnamed)" : slot;
    }

    private static String fit(String line) {
        String clean = line.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "");
        return clean.length() <= WIDTH ? clean : clean.substring(0, WIDTH - 1) + "…";
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
