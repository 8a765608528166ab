/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.jobs;

import dev.berth.manifest.port.JobInput;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What becomes of a job after an attempt (PORT-94). Pure. */
final class JobRules {
    private JobRules() {}

    /** The worker returned: it is done, or due again. */
    static Job.Progress done(Job job, Instant now) {
        return job.order()
                .every()
                .map(pause -> Job.Progress.due(now.plus(pause)))
                .orElseGet(
                        () -> new Job.Progress(Job.State.DONE, job.progress().attempts() + 1, now, Optional.empty()));
    }

    /** The attempt failed: it is due again after a pause, or dead. */
    static Job.Progress failed(Job job, Problem problem, Instant now) {
        return after(job, problem, now, JobInput.pause(job.progress().attempts() + 1));
    }

    /** The host ended during the attempt, which counts; nothing says that a pause would help. */
    static Job.Progress interrupted(Job job, Instant now) {
        Problem problem = Problem.of(
                        ProblemCode.CALL_ABORTED,
                        job.order().name().extension().value(),
                        job.subject()
                                + " was running when the host ended. The attempt counts; what it did outside is not"
                                + " undone.")
                .operator("nothing: it runs again by itself while it has attempts left.");
        return after(job, problem, now, Duration.ZERO);
    }

    private static Job.Progress after(Job job, Problem problem, Instant now, Duration pause) {
        int attempts = job.progress().attempts() + 1;
        return attempts < job.order().maxAttempts()
                ? new Job.Progress(
                        Job.State.WAITING,
                        attempts,
                        now.plus(pause),
                        Optional.of(problem.toJson().toString()))
                : new Job.Progress(
                        Job.State.DEAD,
                        attempts,
                        now,
                        Optional.of(dead(job, attempts, problem).toJson().toString()));
    }

    private static Problem dead(Job job, int attempts, Problem last) {
        return Problem.of(
                        ProblemCode.JOB_DEAD,
                        job.order().name().extension().value(),
                        job.subject() + " needs one attempt of " + job.order().maxAttempts() + " to succeed; "
                                + attempts + " failed. It does not run again; other jobs do.")
                .fact("job", job.order().id())
                .fact("name", job.order().name().text())
                .fact("attempts", attempts)
                .operator("mend what made it fail, then: berth jobs restart "
                        + job.order().id())
                .author("see the last failure below; a worker must be able to run the same job twice.")
                .causes(List.of(last));
    }
}
