/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.boot;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;

/**
 * What is said of each of several contents that claim one id: none of them is more right than another (LIFE-41).
 *
 * @param subject which of them
 * @param claims all of them, as people can tell them apart
 */
public record DuplicateExtension(String subject, List<String> claims) {
    /** Returns the problem. */
    public Problem problem() {
        return Problem.of(
                        ProblemCode.DUPLICATE_EXTENSION,
                        subject,
                        subject + " needs to be the only content with its id; found " + claims.size() + ": "
                                + String.join(", ", claims)
                                + ". None of them was activated; the other extensions go on.")
                .fact("claims", claims)
                .operator("keep the one that is meant, and take the others away.")
                .author("give each extension an id of its own.");
    }
}
