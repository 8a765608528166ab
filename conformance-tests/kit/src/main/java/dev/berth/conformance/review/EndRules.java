/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import dev.berth.manifest.json.Node;
import dev.berth.manifest.payload.oas.Component;
import dev.berth.manifest.payload.oas.Flow;
import java.util.Set;
import java.util.stream.Collectors;

/** What a flow gives back has to come from somewhere (GATE-151). */
final class EndRules {
    private EndRules() {}

    static void judge(Review review) {
        review.flows().forEach(flow -> judge(flow, review));
    }

    private static void judge(Flow flow, Review review) {
        record Filled(String node, String input) {}
        Set<Filled> filled = flow.dataEdges().stream()
                .map(edge -> new Filled(edge.destination(), edge.input()))
                .collect(Collectors.toSet());
        Set<String> passed = flow.components("StartNode")
                .flatMap(start -> Component.titles(start.inputs()).stream())
                .collect(Collectors.toSet());
        flow.components("EndNode").forEach(end -> {
            for (Node.Obj output : end.outputs()) {
                output.text("title")
                        .filter(title -> !filled.contains(new Filled(end.key(), title.value()))
                                && !passed.contains(title.value()))
                        .ifPresent(title -> review.report(
                                ReviewRules.END,
                                review.fault(ReviewRules.END, title.place(), Paths.below(end.path(), "outputs"))
                                        .says("needs a source for the output " + review.shown(title.value())
                                                + " of its EndNode")
                                        .found("neither a data edge nor an input of the flow with that name")
                                        .author("add a data edge to it, or remove the output")));
            }
        });
    }
}
