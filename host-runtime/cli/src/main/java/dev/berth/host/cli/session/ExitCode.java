/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.session;

import dev.berth.sdk.problem.Family;
import dev.berth.sdk.problem.Problem;
import java.util.List;

/** The table of CLI-2. */
public final class ExitCode {
    public static final int DONE = 0;

    private ExitCode() {}

    public static int of(Family family) {
        return switch (family) {
            case FAILED -> 1;
            case USAGE -> 2;
            case NOT_FOUND -> 3;
            case DENIED -> 4;
            case REFUSED -> 5;
            case CONFLICT -> 6;
            case UNAVAILABLE -> 7;
        };
    }

    /** Several problems: the first error decides, for the root cause stands first. */
    public static int of(List<Problem> problems) {
        return problems.stream()
                .filter(Problem::isError)
                .findFirst()
                .or(() -> problems.stream().findFirst())
                .map(problem -> of(problem.code().family()))
                .orElse(DONE);
    }
}
