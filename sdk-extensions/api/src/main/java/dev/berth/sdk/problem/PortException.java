/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.problem;

/** A port call that failed or was refused (PORT-7). */
public class PortException extends ProblemException {
    private static final long serialVersionUID = 1L;

    /** Carries the problem. */
    public PortException(Problem problem) {
        super(problem);
    }
}
