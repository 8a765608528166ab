/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.problem;

/** A null, or a value outside the documented range, was passed to a port (PORT-5). */
public final class PortInputException extends PortException {
    private static final long serialVersionUID = 1L;

    /** Carries the problem. */
    public PortInputException(Problem problem) {
        super(problem);
    }
}
