/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import java.util.ArrayList;
import java.util.List;

/** What stands between {@code {{} and {@code }}} in a template, found in one walk. */
final class Expressions {
    private Expressions() {}

    /** Returns the expressions, stripped; of nested openings the innermost counts. */
    static List<String> in(String text) {
        List<String> found = new ArrayList<>();
        int start = -1;
        for (int i = 0; i + 1 < text.length(); i++) {
            if (text.charAt(i) == '{' && text.charAt(i + 1) == '{') {
                start = i + 2;
                i++;
            } else if (start >= 0 && text.charAt(i) == '}' && text.charAt(i + 1) == '}') {
                found.add(text.substring(start, i).strip());
                start = -1;
                i++;
            }
        }
        return found;
    }

    /** Tells whether an expression is a name and nothing more. */
    static boolean isName(String expression) {
        return !expression.isEmpty()
                && !Character.isDigit(expression.charAt(0))
                && expression.chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
    }

    /** Tells whether a name is one of the environment, which no input fills. */
    static boolean isEnvironment(String name) {
        return name.chars().noneMatch(Character::isLowerCase);
    }

    /** Tells whether an expression is {@code a ? b : c}, outside of its quoted texts. */
    static boolean isTernary(String expression) {
        boolean asked = false;
        char quote = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '?') {
                asked = true;
            } else if (c == ':' && asked) {
                return true;
            }
        }
        return false;
    }
}
