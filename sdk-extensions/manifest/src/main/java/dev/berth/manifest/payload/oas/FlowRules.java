/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.oas;

import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.payload.PayloadFile;
import dev.berth.sdk.problem.ProblemCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The form of every flow, the root's and those in it: properties, nodes and edges (MAN-156, MAN-158). */
final class FlowRules {
    private static final List<String> PROPERTIES = List.of("inputs", "outputs");
    private static final List<String> ARRAYS =
            List.of("inputs", "outputs", "nodes", "control_flow_connections", "data_flow_connections");

    private FlowRules() {}

    static void judge(Flow flow, PayloadFile file) {
        Part part = new Part(flow.object(), flow.path(), file);
        // The root's own arrays are required, and judged as such.
        ARRAYS.stream()
                .filter(key -> !flow.path().isEmpty() || key.equals("data_flow_connections"))
                .forEach(key -> part.needsArray(key, false));
        PROPERTIES.forEach(key -> each(part, key, FlowRules::property));
        each(part, "control_flow_connections", FlowRules::controlEdge);
        each(part, "data_flow_connections", FlowRules::dataEdge);
        nodes(part);
        for (Component component : flow.components()) {
            // What a plugin calls its inputs is the plugin's matter, and a nested flow is judged as a flow.
            if (!component.type().startsWith("Plugin") && !Flow.isFlow(component.object())) {
                Part own = new Part(component.object(), component.path(), file);
                PROPERTIES.forEach(key -> each(own, key, FlowRules::property));
            }
        }
    }

    private interface Judge {
        void judge(Part part);
    }

    private static void each(Part owner, String key, Judge judge) {
        if (!(owner.object().get(key).orElse(null) instanceof Node.Arr array)) {
            return;
        }
        for (int i = 0; i < array.items().size(); i++) {
            Node item = array.items().get(i);
            String path = Flow.below(owner.path(), key) + "[" + i + "]";
            if (item instanceof Node.Obj object) {
                judge.judge(new Part(object, path, owner.file()));
            } else {
                owner.file()
                        .report(owner.file()
                                .fault(ProblemCode.OAS_STRUCTURE, item.place(), path)
                                .valid("an object")
                                .found(item));
            }
        }
    }

    private static void property(Part property) {
        property.needsText("title");
        boolean typed = property.object().get("type").orElse(null) instanceof Node.Arr several
                && !several.items().isEmpty()
                && several.items().stream().allMatch(Node.Text.class::isInstance);
        if (!typed) {
            property.needsText("type");
        }
    }

    private static void controlEdge(Part edge) {
        edge.needsText("name");
        edge.needsReference("from_node");
        edge.needsReference("to_node");
    }

    private static void dataEdge(Part edge) {
        edge.needsText("name");
        edge.needsReference("source_node");
        edge.needsText("source_output");
        edge.needsReference("destination_node");
        edge.needsText("destination_input");
    }

    private static void nodes(Part flow) {
        Set<String> seen = new HashSet<>();
        each(flow, "nodes", node -> {
            String ref = Component.text(node.object(), Flow.REF);
            if (!ref.isEmpty() && !seen.add(ref)) {
                node.file()
                        .report(node.file()
                                .fault(ProblemCode.OAS_STRUCTURE, node.object().place(), node.path())
                                .says("needs each node once in \"nodes\"")
                                .found(Quoted.of(ref) + " again")
                                .author("remove one of the two"));
            }
        });
    }
}
