/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.manifest.port.Thrown;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.testkit.memory.Calls.Frame;
import java.util.concurrent.Callable;

/** Runs code of an extension as a call, and makes a problem of whatever it throws (LIFE-25); a test finds that as the cause. */
record HookBarrier(Calls calls) {
    @SuppressWarnings("CatchingUnchecked")
    <T> T run(Thrown failure, Frame frame, Callable<T> code) {
        try {
            return calls.within(frame, code);
        } catch (Throwable thrown) {
            ProblemException told = new ProblemException(describe(failure, thrown));
            told.initCause(thrown);
            throw told;
        }
    }

    private static Problem describe(Thrown failure, Throwable thrown) {
        try {
            return failure.problem(thrown);
        } catch (Throwable hostile) {
            return failure.hostile(thrown);
        }
    }
}
