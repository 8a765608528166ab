/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.live;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;

/** What a caller is told whose call the host has given up (LIFE-99, LIFE-103). */
public final class CallAborts {
    private static final String AGAIN = "call it again; the new revision answers.";

    private CallAborts() {}

    /**
     * The call was admitted, and has not ended when its revision had to go.
     *
     * @param what {@code tool "hello_greet"}
     */
    public static Problem busy(Owner owner, String what) {
        return Problem.of(
                        ProblemCode.CALL_ABORTED,
                        owner.subject(),
                        owner.subject() + " was still busy with " + what
                                + " when its revision had to go. The call was given up; what it did outside is not undone.")
                .operator(AGAIN);
    }

    /** The call was not admitted: what was to take the place of the closed revision did not come. */
    public static Problem held(Contribution contribution, String why) {
        return Problem.of(
                        ProblemCode.CALL_ABORTED,
                        contribution.owner().subject(),
                        "The " + contribution.slot() + " of "
                                + contribution.owner().subject() + " is being replaced, and " + why
                                + ". It was not called.")
                .operator(AGAIN);
    }

    /** The same, because of the time. */
    public static Problem late(Contribution contribution) {
        return held(
                contribution,
                "its new revision did not come within "
                        + contribution.owner().gate().hold().toMillis() + " ms");
    }
}
