/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.problem;

import java.util.Optional;

/**
 * What to do about a problem: at most one sentence for each reader, a command or an edit (GATE-164).
 *
 * @param author for who wrote the extension
 * @param operator for who runs the host
 */
public record Fix(Optional<String> author, Optional<String> operator) {
    /** No fix is known. */
    public static final Fix NONE = new Fix(Optional.empty(), Optional.empty());

    /** Returns {@code Operator: … Author: …}, or an empty text. */
    @Override
    public String toString() {
        String first = operator.map(text -> "Operator: " + text).orElse("");
        String second = author.map(text -> "Author: " + text).orElse("");
        if (first.isEmpty() || second.isEmpty()) {
            return first + second;
        }
        return first + (first.endsWith(".") ? " " : ". ") + second;
    }
}
