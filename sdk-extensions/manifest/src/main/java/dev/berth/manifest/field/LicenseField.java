/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.field;

import dev.berth.manifest.json.Node;
import dev.berth.manifest.reading.Reading;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The licence: an SPDX expression by its grammar (MAN-35, GATE-50). Which licences are fine is policy, not a rule of manifests. */
final class LicenseField {
    private static final int LONGEST = 512;
    private static final Pattern ID =
            Pattern.compile("((DocumentRef-[A-Za-z0-9.-]{1,100}:)?LicenseRef-)?[A-Za-z0-9][A-Za-z0-9.-]{0,100}\\+?");
    private static final List<String> OPERATORS = List.of("AND", "OR", "WITH");

    private LicenseField() {}

    static void read(Node.Obj root, Reading reading) {
        Optional<Node> value = root.get("license");
        if (value.isEmpty() || (value.get() instanceof Node.Text text && text.isBlank())) {
            reading.report(Reading.fault(
                            ProblemCode.LICENSE_MISSING, value.map(Node::place).orElse(root.place()), "license")
                    .valid("an SPDX expression, such as Apache-2.0")
                    .found(value.isEmpty() ? "nothing" : "a blank text")
                    .severity(Severity.ERROR, Severity.WARNING)
                    .author("add \"license\""));
        } else if (value.get() instanceof Node.Text text && isExpression(text.value())) {
            reading.draft().license(text.value());
        } else {
            reading.report(
                    Reading.fault(ProblemCode.LICENSE_INVALID, value.get().place(), "license")
                            .valid("an SPDX expression, such as Apache-2.0 or (MIT OR Apache-2.0)")
                            .found(value.get())
                            .severity(Severity.ERROR, Severity.WARNING)
                            .author("write the licence's SPDX id, or LicenseRef-… for one that has none"));
        }
    }

    static boolean isExpression(String text) {
        if (text.length() > LONGEST || text.equals("UNLICENSED") || text.startsWith("SEE LICENSE")) {
            return false;
        }
        String spaced = text.replace("(", " ( ").replace(")", " ) ").strip();
        Iterator<String> tokens = Arrays.asList(spaced.split("\\s+")).iterator();
        int depth = 0;
        boolean wantsId = true;
        while (tokens.hasNext()) {
            String token = tokens.next();
            if (token.equals("(") && wantsId) {
                depth++;
            } else if (token.equals(")") && !wantsId && depth > 0) {
                depth--;
            } else if (OPERATORS.contains(token.toUpperCase(Locale.ROOT)) && !wantsId) {
                wantsId = true;
            } else if (wantsId && ID.matcher(token).matches() && !OPERATORS.contains(token)) {
                wantsId = false;
            } else {
                return false;
            }
        }
        return depth == 0 && !wantsId;
    }
}
