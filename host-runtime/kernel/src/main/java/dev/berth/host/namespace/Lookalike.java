/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.namespace;

/** What a name looks like to people who read it in passing (MKT-43). */
final class Lookalike {
    private Lookalike() {}

    /** Returns the form that two names share which look alike. */
    static String of(String canonical) {
        StringBuilder out = new StringBuilder(canonical.length());
        canonical.chars().filter(c -> c != '-').forEach(c -> out.append(shape((char) c)));
        return out.toString();
    }

    private static char shape(char c) {
        return switch (c) {
            case '0' -> 'o';
            case '1', 'i' -> 'l';
            case '3' -> 'e';
            case '5' -> 's';
            default -> c;
        };
    }
}
