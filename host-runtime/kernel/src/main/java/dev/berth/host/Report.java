/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import dev.berth.host.lifecycle.Operations.Done;
import dev.berth.host.resolve.Plan;
import dev.berth.sdk.problem.Problem;
import java.util.List;

/**
 * What a command did.
 *
 * @param plan the plan that was applied
 * @param changed whether anything was written
 * @param summary one sentence
 * @param outcomes what became of each extension it touched
 * @param generation of the live set, after it
 */
public record Report(Plan plan, boolean changed, String summary, List<OutcomeView> outcomes, long generation) {
    static Report of(Done done, long generation) {
        return new Report(
                done.plan(),
                done.applied().changed(),
                done.applied().summary(),
                done.applied().outcomes().stream().map(Views::outcome).toList(),
                generation);
    }

    /**
     * What became of one extension.
     *
     * @param outcome activated, skipped, failed or stopped
     * @param problems why, root cause first
     */
    public record OutcomeView(String id, String version, String outcome, List<Problem> problems) {}
}
