/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.session;

import dev.berth.sdk.problem.Problem;
import java.util.List;

/** A command: it gets its own arguments from picocli and everything else from the session. */
@FunctionalInterface
public interface Verb {
    /**
     * Does it, and prints the result.
     *
     * @return the exit code
     * @throws dev.berth.sdk.problem.ProblemException for what went wrong; the caller prints it
     */
    int run(Session session);

    /** Returns the exit code for problems that ended it; by default that of their family (CLI-2). */
    default int exitCode(List<Problem> problems) {
        return ExitCode.of(problems);
    }
}
