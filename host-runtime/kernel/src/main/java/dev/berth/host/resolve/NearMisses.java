/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Names that someone may have meant: at most five, nearest first. */
public final class NearMisses {
    private static final int MOST = 5;
    private static final int FARTHEST = 3;

    private NearMisses() {}

    /** Returns the candidates within three edits of the name (Levenshtein), two for a short one. */
    public static List<String> of(String name, Collection<String> candidates) {
        int limit = Math.min(FARTHEST, Math.max(2, name.length() / 3));
        return candidates.stream()
                .filter(candidate -> distance(name, candidate) <= limit)
                .sorted(Comparator.comparingInt((String candidate) -> distance(name, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** Returns {@code  Did you mean a, b?}, with a leading space, or an empty text. */
    public static String question(String name, Collection<String> candidates) {
        List<String> near = of(name, candidates);
        return near.isEmpty() ? "" : " Did you mean " + String.join(", ", near) + "?";
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
