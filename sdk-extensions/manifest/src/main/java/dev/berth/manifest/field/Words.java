/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.field;

import java.util.List;

/** Lists as sentences have them. */
final class Words {
    private Words() {}

    /** Returns {@code a, b or c}. */
    static String anyOf(List<String> words) {
        int last = words.size() - 1;
        return last < 1 ? String.join("", words) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }
}
