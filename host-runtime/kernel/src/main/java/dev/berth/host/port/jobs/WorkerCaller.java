/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.jobs;

import dev.berth.sdk.problem.Problem;

/** Calls the worker of a job in its revision. */
@FunctionalInterface
public interface WorkerCaller {
    /** Makes one attempt with the worker that is live now. */
    Attempt call(Job.Order order);

    /** What came of an attempt. */
    sealed interface Attempt {
        /** The worker returned. */
        record Done() implements Attempt {}

        /** It did not. */
        record Failed(Problem problem) implements Attempt {}

        /** There is no worker, so there was no attempt (PORT-95). */
        record NoWorker() implements Attempt {}
    }
}
