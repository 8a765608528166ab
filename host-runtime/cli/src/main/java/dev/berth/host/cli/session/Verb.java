/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.session;

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
}
