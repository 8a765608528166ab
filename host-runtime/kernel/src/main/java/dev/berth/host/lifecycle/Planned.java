/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.activation.Outcome;
import dev.berth.host.audit.By;
import dev.berth.host.resolve.Plan;
import dev.berth.sdk.problem.Problem;
import java.util.List;
import java.util.function.Function;

/** A command that was judged: it can be carried out, or not. */
sealed interface Planned {
    /**
     * It can be carried out.
     *
     * @param work carries it out, once
     * @param release gives back what planning took, whether or not the work ran
     */
    record Ready(Plan plan, Function<By, Applied> work, Runnable release) implements Planned {
        Ready(Plan plan, Function<By, Applied> work) {
            this(plan, work, () -> {});
        }
    }

    /** It cannot; all problems of the pass. */
    record Refused(List<Problem> problems) implements Planned {
        Refused(Problem problem) {
            this(List.of(problem));
        }
    }

    /**
     * What was done.
     *
     * @param summary one sentence
     */
    record Applied(boolean changed, String summary, List<Outcome> outcomes) {}
}
