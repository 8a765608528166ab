/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.problem;

/** The revision that this handle belongs to has stopped (PORT-19). */
public final class HandleClosedException extends PortException {
    private static final long serialVersionUID = 1L;

    /** Carries the problem. */
    public HandleClosedException(Problem problem) {
        super(problem);
    }
}
