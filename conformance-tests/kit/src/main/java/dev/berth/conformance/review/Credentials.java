/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what looks like a credential, by its form alone, in one walk over a text (GATE-140). Says of which form it is, and never
 * what it is.
 *
 * @param prefixes how known keys start
 */
record Credentials(List<String> prefixes) {
    private static final int LEAST_OF_KEY = 8;
    private static final int LEAST_OF_JWT_PART = 8;
    private static final int LEAST_RANDOM = 24;
    private static final double LEAST_BITS = 4.5;
    private static final List<String> SPEAKING = List.of("example", "redacted", "placeholder");

    boolean isIn(String text) {
        return find(text).isPresent();
    }

    /** Returns of which form the first one is. */
    Optional<String> find(String text) {
        String scrubbed = Scrubbed.of(text);
        int start = 0;
        for (int i = 0; i <= scrubbed.length(); i++) {
            if (i == scrubbed.length() || !isTokenPart(scrubbed.charAt(i))) {
                Optional<String> form = i > start ? judge(scrubbed.substring(start, i)) : Optional.empty();
                if (form.isPresent()) {
                    return form;
                }
                start = i + 1;
            }
        }
        return Optional.empty();
    }

    private Optional<String> judge(String token) {
        if (token.contains("REDACTED")) {
            return Optional.empty();
        }
        if (hasKnownPrefix(token)) {
            return Optional.of("a key of a known form");
        }
        if (isJsonWebToken(token)) {
            return Optional.of("a JSON Web Token");
        }
        return isRandom(token) ? Optional.of("a random token") : Optional.empty();
    }

    /** A key may follow a sign within a token, as in {@code key=sk-…}. */
    private boolean hasKnownPrefix(String token) {
        for (int i = 0; i < token.length(); i++) {
            if (i > 0 && isKeyPart(token.charAt(i - 1))) {
                continue;
            }
            for (String prefix : prefixes) {
                if (!prefix.isEmpty() && token.startsWith(prefix, i) && isKey(token, i + prefix.length())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isKey(String token, int start) {
        int end = start + LEAST_OF_KEY;
        return end <= token.length() && token.substring(start, end).chars().allMatch(c -> isKeyPart((char) c));
    }

    /** Three parts with dots between, of which the first two are JSON. */
    private static boolean isJsonWebToken(String token) {
        int encodedParts = 0;
        int start = 0;
        for (int i = 0; i <= token.length(); i++) {
            if (i < token.length() && isKeyPart(token.charAt(i))) {
                continue;
            }
            boolean joined = start > 0 && token.charAt(start - 1) == '.';
            if (joined && encodedParts >= 2 && i > start) {
                return true;
            }
            boolean encoded = i - start >= LEAST_OF_JWT_PART && token.startsWith("eyJ", start);
            encodedParts = encoded ? 1 + (joined ? encodedParts : 0) : 0;
            start = i + 1;
        }
        return false;
    }

    private static boolean isRandom(String token) {
        if (token.length() < LEAST_RANDOM) {
            return false;
        }
        String folded = token.toLowerCase(Locale.ROOT);
        return SPEAKING.stream().noneMatch(folded::contains) && entropy(token) >= LEAST_BITS;
    }

    /** Bits per character, if each stood for itself. */
    private static double entropy(String token) {
        int[] counts = new int[128];
        token.chars().forEach(c -> counts[c]++);
        double bits = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / token.length();
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }

    private static boolean isTokenPart(char c) {
        return isKeyPart(c) || "+/=.~".indexOf(c) >= 0;
    }

    private static boolean isKeyPart(char c) {
        return c == '-' || c == '_' || (c < 128 && Character.isLetterOrDigit(c));
    }
}
