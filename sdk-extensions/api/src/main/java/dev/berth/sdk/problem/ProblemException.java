/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.problem;

import java.util.List;

/** Carries problems where a value cannot: through a call that has no result to hold them. */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /** Carries one problem. */
    public ProblemException(Problem problem) {
        this(List.of(problem));
    }

    /** Carries all problems of a pass; at least one. */
    public ProblemException(List<Problem> problems) {
        super(String.join("\n", problems.stream().map(Problem::text).toList()));
        this.problems = List.copyOf(problems);
    }

    /** Returns the first problem. */
    public Problem problem() {
        return problems.get(0);
    }

    /** Returns all of them. */
    public List<Problem> problems() {
        return problems;
    }
}
