/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.problem;

/** What stands behind the port does not answer, or is not set up on this host (PORT-7). */
public final class PortUnavailableException extends PortException {
    private static final long serialVersionUID = 1L;

    /** Carries the problem. */
    public PortUnavailableException(Problem problem) {
        super(problem);
    }
}
