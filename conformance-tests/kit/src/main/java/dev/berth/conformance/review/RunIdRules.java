/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import dev.berth.manifest.json.Node;
import dev.berth.manifest.payload.oas.Component;
import dev.berth.manifest.payload.oas.Flow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A node that tells for which run it works has to learn that from the start of its flow (GATE-150). */
final class RunIdRules {
    private static final String RUN_ID = "agent_run_id";
    private static final List<String> AT_START = List.of("berth_run_id", "cinatra_run_id", RUN_ID);

    private RunIdRules() {}

    static void judge(Review review) {
        review.flows().forEach(flow -> judge(flow, review));
    }

    private static void judge(Flow flow, Review review) {
        Map<String, Component> starts = flow.components("StartNode")
                .collect(Collectors.toMap(Component::key, start -> start, (first, second) -> first));
        // Every edge is looked at once, not once for each node.
        Set<String> fed = flow.dataEdges().stream()
                .filter(edge -> edge.input().equals(RUN_ID)
                        && AT_START.contains(edge.output())
                        && starts.containsKey(edge.source())
                        && Component.titles(starts.get(edge.source()).inputs()).contains(edge.output()))
                .map(edge -> edge.destination())
                .collect(Collectors.toSet());
        flow.components("ApiNode")
                .filter(node -> Templates.names(node).contains(RUN_ID))
                .forEach(node -> judge(node, fed, review));
    }

    private static void judge(Component node, Set<String> fed, Review review) {
        // Without a list of inputs, the placeholders are the inputs.
        boolean declared = !(node.object().get("inputs").orElse(null) instanceof Node.Arr)
                || Component.titles(node.inputs()).contains(RUN_ID);
        boolean usual = node.inputs().stream()
                .anyMatch(input -> Component.titles(List.of(input)).contains(RUN_ID)
                        && input.get("default").isPresent());
        if (!declared || !(usual || fed.contains(node.key()))) {
            review.report(
                    ReviewRules.RUN_ID,
                    review.fault(ReviewRules.RUN_ID, node.place(), Paths.below(node.path(), "inputs"))
                            .says("needs the input \"" + RUN_ID + "\" of a node that uses it, filled by default or from"
                                    + " the start of its flow")
                            .found(declared ? "nothing that fills it" : "no such input")
                            .author("declare the input, and a data edge to it from \"berth_run_id\" of the StartNode"));
        }
    }
}
