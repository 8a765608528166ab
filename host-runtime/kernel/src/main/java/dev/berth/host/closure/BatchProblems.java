/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.closure;

import dev.berth.host.extension.Revision;
import dev.berth.host.journal.BatchEntry;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.Optional;

/** What can be said of an install of several as a whole (LIFE-90, LIFE-91). */
public final class BatchProblems {
    private BatchProblems() {}

    /** Two versions of one extension are named. */
    public static Problem twice(ExtensionManifest one, ExtensionManifest other) {
        return Problem.of(
                        ProblemCode.INSTALLED_VERSION_CONFLICT,
                        one.id().value(),
                        "The install needs one version of " + one.id() + ", because one serves all; found "
                                + one.version() + " and " + other.version() + ". Nothing was installed.")
                .operator("leave one of them out.");
    }

    /** One before was not brought to its end. */
    public static Problem overlap(BatchEntry open) {
        String names = names(open);
        return Problem.of(
                        ProblemCode.BATCH_OVERLAP,
                        names,
                        "The install of " + names + " needs to have come to its end before another one of several; it"
                                + " failed, and what it added is not taken away yet. Nothing was installed.")
                .fact("members", members(open))
                .operator("restart the host, which takes it away: berth down, berth up.");
    }

    /** One failed, and all are gone again. */
    public static Problem undone(BatchEntry batch, Revision failed, Optional<Problem> why) {
        Problem problem = Problem.of(
                        ProblemCode.BATCH_ROLLED_BACK,
                        failed.subject(),
                        failed.subject() + " did not come up, so all that was installed with it was taken away"
                                + " again: " + names(batch) + ". What was there before runs as before.")
                .fact("rolledBack", true)
                .fact("rollbackComplete", true)
                .fact("members", members(batch))
                .causes(why.stream().toList());
        return why.map(cause -> problem.blame(cause.blame())).orElse(problem);
    }

    /** What was to go is still there; the next start tries again. */
    public static Problem incomplete(BatchEntry batch, List<Problem> causes) {
        String names = names(batch);
        return Problem.of(
                        ProblemCode.ROLLBACK_INCOMPLETE,
                        names,
                        "The failed install of " + names
                                + " needs all that it added to be taken away; that failed too, so"
                                + " it was not. It does not run; the others still run.")
                .fact("rolledBack", true)
                .fact("rollbackComplete", false)
                .fact("leftover", members(batch))
                .causes(causes)
                .operator("see to what the cause names, then restart the host, which tries it again.");
    }

    private static String names(BatchEntry batch) {
        return String.join(", ", members(batch));
    }

    private static List<String> members(BatchEntry batch) {
        return batch.members().stream()
                .map(member -> member.extension().value())
                .toList();
    }
}
