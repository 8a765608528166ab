/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.session;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what someone may have meant. */
public final class NearMiss {
    private static final int MOST = 3;

    private NearMiss() {}

    /** Returns up to three names that are close to the one that was written, closest first. */
    public static List<String> of(String written, Collection<String> known) {
        String wanted = written.toLowerCase(Locale.ROOT);
        int limit = wanted.length() <= 3 ? 1 : Math.max(2, wanted.length() / 3);
        return known.stream()
                .distinct()
                .filter(name -> distance(wanted, name.toLowerCase(Locale.ROOT)) <= limit)
                .sorted(Comparator.comparingInt((String name) -> distance(wanted, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** Returns {@code Did you mean "a" or "b"?} with a space before it, or an empty text. */
    public static String question(List<String> near) {
        return near.isEmpty() ? "" : " Did you mean \"" + String.join("\" or \"", near) + "\"?";
    }

    /** A part of a name is close, however long the rest; else what counts are insertions, deletions, changes and swaps. */
    private static int distance(String a, String b) {
        if (a.length() >= 3 && b.contains(a)) {
            return 1;
        }
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                cost[i][j] = Math.min(change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[a.length()][b.length()];
    }
}
