/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import dev.berth.manifest.json.Node;
import dev.berth.manifest.payload.oas.Component;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Calls of the bridge to language models: each says for whom, and carries what the agent declares (GATE-142, GATE-152). */
final class BridgeRules {
    private static final String BRIDGE = "/api/llm-bridge";
    private static final List<String> PARTS = List.of("body", "data", "config");
    private static final List<String> LLM = List.of("berth_llm", "cinatra_llm");
    private static final List<String> TOOLS = List.of("toolbox_ids");

    private BridgeRules() {}

    static void judge(Review review) {
        review.components("ApiNode").filter(BridgeRules::isBridge).forEach(node -> {
            boolean named = PARTS.stream()
                    .flatMap(part -> part(node, part))
                    .flatMap(part -> part.text("agent_id").stream())
                    .anyMatch(id -> !id.isBlank());
            if (!named) {
                review.report(
                        ReviewRules.BRIDGE_AGENT,
                        review.fault(
                                        ReviewRules.BRIDGE_AGENT,
                                        node.place(),
                                        Paths.below(node.path(), "data") + ".agent_id")
                                .says("needs \"agent_id\" in every call of the LLM bridge")
                                .found("none in " + String.join(", ", PARTS))
                                .author("add \"agent_id\" with the name of the agent to \"data\""));
            }
            carries(node, "llm", LLM, review);
            carries(node, "toolboxes", TOOLS, review);
        });
    }

    static boolean isBridge(Component node) {
        return node.object()
                .text("url")
                .filter(url -> new Url(url.value()).path().endsWith(BRIDGE))
                .isPresent();
    }

    private static void carries(Component node, String declared, List<String> keys, Review review) {
        Optional<Node> declaration = review.metadata().flatMap(metadata -> metadata.get(declared));
        boolean carried = part(node, "data")
                .anyMatch(data -> keys.stream().anyMatch(key -> data.get(key).isPresent()));
        if (declaration.isPresent() && !carried) {
            String key = keys.get(0);
            review.report(
                    ReviewRules.RUNTIME,
                    review.fault(ReviewRules.RUNTIME, node.place(), Paths.below(node.path(), "data") + "." + key)
                            .says("declares \"" + declared + "\", so each call of the LLM bridge needs \"data." + key
                                    + "\"")
                            .found("none")
                            .author("add \"" + key + "\" to \"data\" of the node"));
        }
    }

    private static Stream<Node.Obj> part(Component node, String key) {
        return node.object().get(key).filter(Node.Obj.class::isInstance).map(Node.Obj.class::cast).stream();
    }
}
