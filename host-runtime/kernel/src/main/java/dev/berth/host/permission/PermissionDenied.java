/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.permission;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemException;

/**
 * A denied demand, as code meets it: libraries that can do without catch {@link SecurityException}. Its cause carries the problem, in a
 * class that extensions know.
 */
public final class PermissionDenied extends SecurityException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    PermissionDenied(Problem problem) {
        super(problem.summary(), new ProblemException(problem));
        this.problem = problem;
    }

    /** Returns why, with the fix of each reader. */
    public Problem problem() {
        return problem;
    }
}
