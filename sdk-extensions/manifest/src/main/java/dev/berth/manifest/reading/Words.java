/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.reading;

import dev.berth.manifest.Kind;
import java.util.Arrays;
import java.util.List;

/** Lists as sentences have them. */
public final class Words {
    /** The kinds as manifests write them. */
    public static final List<String> KINDS =
            Arrays.stream(Kind.values()).map(Kind::toString).toList();

    private Words() {}

    /** Returns {@code a, b or c}. */
    public static String anyOf(List<String> words) {
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }
}
