/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.problem;

/** The extension may not use this port now: undeclared, pending, denied or revoked (PORT-10, PORT-18). */
public final class PortNotGrantedException extends PortException {
    private static final long serialVersionUID = 1L;

    /** Carries the problem. */
    public PortNotGrantedException(Problem problem) {
        super(problem);
    }
}
