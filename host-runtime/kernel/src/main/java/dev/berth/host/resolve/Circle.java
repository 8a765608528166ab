/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import dev.berth.host.resolve.Arrows.Arrow;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Extensions that need each other in a circle, and what is said of it. It starts at the smallest id, so that it reads the same
 * wherever it was found.
 *
 * @param ids each needs the next, the last one the first
 */
record Circle(List<ExtensionId> ids) {
    /** Longer ones are shortened in texts; the facts hold them whole. */
    private static final int READABLE = 12;

    Circle {
        List<ExtensionId> turned = new ArrayList<>(ids);
        Collections.rotate(turned, -ids.indexOf(Collections.min(ids)));
        ids = List.copyOf(turned);
    }

    static Circle of(List<Arrow> cycle, Arrows arrows) {
        return new Circle(
                cycle.stream().map(arrow -> arrows.member(arrow.from()).id()).toList());
    }

    /** None of them is activated (MAN-149). */
    Problem refusal() {
        return refused(
                ids.get(0).value(),
                "These extensions require each other, so none can register first: " + path()
                        + ". None of them was activated; the others run.");
    }

    /** A plan would close it. */
    Problem refusal(String subject, String consequence) {
        return refused(
                subject,
                subject + " would make these extensions require each other, so that none could register first: "
                        + path() + ". " + consequence);
    }

    private Problem refused(String subject, String summary) {
        return Problem.of(ProblemCode.REQUIREMENT_CYCLE, subject, summary)
                .fact("cycle", ids.stream().map(ExtensionId::value).toList())
                .author("make one edge optional, or move the shared contract to a third extension.");
    }

    /** It is opened at an edge (MAN-150). */
    Problem opened(ExtensionId from, ExtensionId to) {
        return Problem.of(
                        ProblemCode.REQUIREMENT_CYCLE_BROKEN,
                        from.value(),
                        from + " was ordered without its edge to " + to + ", because they depend on each other: "
                                + path() + ". All of them are activated.")
                .fact("ignored", to.value())
                .fact("cycle", ids.stream().map(ExtensionId::value).toList())
                .author("look up " + to + " when it is called, not in register.");
    }

    private String path() {
        List<String> words =
                new ArrayList<>(ids.stream().map(ExtensionId::value).toList());
        if (words.size() > READABLE) {
            int more = words.size() - READABLE;
            words.subList(READABLE - 1, words.size() - 1).clear();
            words.add(READABLE - 1, "(" + more + " more)");
        }
        words.add(ids.get(0).value());
        return String.join(" -> ", words);
    }
}
