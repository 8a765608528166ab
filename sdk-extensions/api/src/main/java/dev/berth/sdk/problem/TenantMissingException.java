/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.problem;

/** The call has no organisation, and the port needs one (PORT-61). */
public final class TenantMissingException extends PortException {
    private static final long serialVersionUID = 1L;

    /** Carries the problem. */
    public TenantMissingException(Problem problem) {
        super(problem);
    }
}
