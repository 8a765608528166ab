/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.authority;

import java.util.Set;

/** Finds class names in descriptors and signatures. */
final class ClassNames {
    private ClassNames() {}

    /** Adds the classes that a text names, if it has the form of a descriptor or of a generic signature. */
    static void inDescriptor(String text, Set<String> names) {
        if (text.isEmpty() || "([<L".indexOf(text.charAt(0)) < 0) {
            return;
        }
        int at = 0;
        while (at < text.length()) {
            if (text.charAt(at) != 'L') {
                at++;
                continue;
            }
            int end = at + 1;
            while (end < text.length() && isNamePart(text.charAt(end))) {
                end++;
            }
            if (end < text.length() && (text.charAt(end) == ';' || text.charAt(end) == '<')) {
                names.add(text.substring(at + 1, end));
            }
            at = end;
        }
    }

    private static boolean isNamePart(char c) {
        return c == '/' || Character.isJavaIdentifierPart(c);
    }
}
