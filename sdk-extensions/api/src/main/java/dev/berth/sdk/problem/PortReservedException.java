/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.problem;

/** The port is granted, but reserved in this version (PORT-11). */
public final class PortReservedException extends PortException {
    private static final long serialVersionUID = 1L;

    /** Carries the problem. */
    public PortReservedException(Problem problem) {
        super(problem);
    }
}
