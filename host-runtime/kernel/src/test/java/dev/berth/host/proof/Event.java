/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import dev.berth.host.resolve.Plan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A step that was taken.
 *
 * @param plans of the command: shown, shown once more, and applied if it was
 * @param refusal what was thrown, if anything
 */
record Event(Step step, Sight before, Sight after, List<Plan> plans, Optional<RuntimeException> refusal) {
    boolean isCommand() {
        return step.deed() != Deed.RESTART && step.deed() != Deed.DAMAGE;
    }

    boolean isDisturbed() {
        return step.trouble().disturbs();
    }

    /** Returns the ids that the plan says it touches, with its own. */
    Set<String> planned() {
        Set<String> planned = plans.stream()
                .flatMap(plan -> plan.touches().stream())
                .map(touch -> touch.substring(0, touch.indexOf(':')))
                .collect(Collectors.toSet());
        planned.add(Graph.id(step.node()));
        return planned;
    }
}
