/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.namespace;

import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;

/** A name that somebody wants for a host, judged in the order of LIFE-155. */
sealed interface Judged {
    /** What people call it as long as it has no other name. */
    String SUBJECT = "the namespace of this host";

    /** It can be had. */
    record Fit(String name) implements Judged {}

    /** It cannot. */
    record Unfit(Problem problem) implements Judged {}

    static Judged of(String input, NamespaceRules rules) {
        String canonical = NamespaceRules.canonical(input);
        if (canonical.isEmpty()) {
            return new Unfit(problem(ProblemCode.NAMESPACE_REQUIRED, form() + "; found none", input, rules)
                    .operator("name one, such as acme: berth namespace acme"));
        } else if (!NamespaceRules.isForm(canonical)) {
            return new Unfit(
                    problem(ProblemCode.NAMESPACE_FORMAT, form() + "; found " + Quoted.of(canonical), input, rules)
                            .operator("name another one, such as acme: berth namespace acme"));
        }
        return rules.reservedIn(canonical)
                .<Judged>map(part -> new Unfit(reserved(canonical, part, input, rules)))
                .orElse(new Fit(canonical));
    }

    private static Problem reserved(String canonical, String part, String input, NamespaceRules rules) {
        String looks = canonical.contains(part) ? "" : ", as it looks to people";
        return problem(
                        ProblemCode.NAMESPACE_RESERVED,
                        "to be free of names that are reserved; found " + Quoted.of(part) + " in "
                                + Quoted.of(canonical) + looks,
                        input,
                        rules)
                .fact("matched", part)
                .operator("name another one, or ask " + asked(rules)
                        + " to approve exactly this one: \"approvedNamespaces\" in config.json.");
    }

    private static String form() {
        return "2 to 39 lower-case letters, digits and hyphens, the first of them no hyphen";
    }

    private static Problem problem(ProblemCode code, String needs, String input, NamespaceRules rules) {
        return Problem.of(code, SUBJECT, "The namespace of this host needs " + needs + ". Nothing was changed.")
                .fact("input", Quoted.of(input))
                .fact("canonical", Quoted.of(NamespaceRules.canonical(input)))
                .fact("contact", asked(rules));
    }

    private static String asked(NamespaceRules rules) {
        return rules.contact().orElse("the operator of this host");
    }
}
