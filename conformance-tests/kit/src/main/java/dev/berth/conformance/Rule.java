/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance;

import dev.berth.sdk.problem.ProblemCode;
import java.util.List;

/**
 * A row of a gate's table: one test case of a JUnit report (GATE-17).
 *
 * @param id the number of the rule, such as {@code GATE-33}
 * @param codes what a violation raises, at least one
 */
public record Rule(String id, List<ProblemCode> codes) {
    /** Copies the codes. */
    public Rule {
        codes = List.copyOf(codes);
    }

    /** Makes a rule. */
    public static Rule of(String id, ProblemCode... codes) {
        return new Rule(id, List.of(codes));
    }
}
