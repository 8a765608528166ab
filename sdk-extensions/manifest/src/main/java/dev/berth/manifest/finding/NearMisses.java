/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.finding;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Known words that a mistyped one may have meant, nearest first, at most five (MAN-5). */
public final class NearMisses {
    private static final int MOST = 5;
    private static final int FARTHEST = 4;

    /** Longer words are no typing errors, and the distance costs the product of both lengths. */
    private static final int LONGEST = 80;

    private NearMisses() {}

    /** Finds the known words near a word. */
    public static List<String> of(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return List.of();
        }
        record Candidate(String word, int distance) {}
        String folded = word.toLowerCase(Locale.ROOT);
        int limit = word.length() <= 3 ? 1 : Math.min(FARTHEST, Math.max(2, word.length() / 3));
        return known.stream()
                .filter(candidate -> candidate.length() <= LONGEST)
                // Their lengths alone are that far apart; it spares the comparison of most.
                .filter(candidate ->
                        Math.abs(candidate.length() - folded.length()) <= limit || isPart(folded, candidate))
                .map(candidate -> new Candidate(candidate, distance(folded, candidate.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance() <= limit || isPart(folded, candidate.word()))
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
                .limit(MOST)
                .map(Candidate::word)
                .toList();
    }

    /** Finds the known words near a word, and asks; with a space before it, or an empty text. */
    public static String question(String word, Collection<String> known) {
        return question(of(word, known));
    }

    /** Returns {@code Did you mean "a" or "b"?} with a space before it, or an empty text. */
    public static String question(List<String> near) {
        return near.isEmpty() ? "" : " Did you mean \"" + String.join("\" or \"", near) + "\"?";
    }

    /** A part of a name is near, however long the rest. */
    private static boolean isPart(String folded, String candidate) {
        return folded.length() >= 3 && candidate.toLowerCase(Locale.ROOT).contains(folded);
    }

    /** Counts the insertions, deletions, replacements and swaps of neighbours between two words. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], 1 + d[i - 2][j - 2]);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
