/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.oas;

import dev.berth.manifest.json.Node;
import dev.berth.manifest.payload.PayloadFile;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.Optional;

/** The root of the file (MAN-156, MAN-158): the flow that runs when the agent does. */
final class RootRules {
    private static final String VERSION = "26.1.0";
    private static final List<String> TYPES = List.of("orchestrator", "leaf", "node", "flow");
    private static final List<String> ARRAYS = List.of("inputs", "outputs", "nodes", "control_flow_connections");

    private RootRules() {}

    static void judge(Flow flow, PayloadFile file) {
        Part root = new Part(flow.object(), "", file);
        root.needsWord("agentspec_version", List.of(VERSION));
        root.needsWord("component_type", List.of("Flow"));
        root.needsText("id");
        root.needsText("name");
        ARRAYS.forEach(key -> root.needsArray(key, true));
        root.needsReference("start_node");
        type(root, file);
        if (flow.object().get(Flow.COMPONENTS).orElse(null) instanceof Node.Obj) {
            one("StartNode", flow, file);
            one("EndNode", flow, file);
        } else {
            root.report(Flow.COMPONENTS, "an object, name to component");
        }
    }

    private static void type(Part root, PayloadFile file) {
        Optional<Node> metadata = root.object().get("metadata");
        String block = file.path().substring(0, file.path().indexOf('/'));
        if (!(metadata.orElse(null) instanceof Node.Obj object)) {
            root.report("metadata", "an object with \"" + block + "\"");
            return;
        }
        String name = object.get(block).isPresent() ? block : PayloadFile.other(block);
        if (object.get(name).orElse(null) instanceof Node.Obj own) {
            new Part(own, "metadata." + name, file).needsWord("type", TYPES);
        } else {
            new Part(object, "metadata", file).report(object.get(name).isPresent() ? name : block, "an object");
        }
    }

    /** Reports none, or every one after the first. */
    private static void one(String type, Flow flow, PayloadFile file) {
        List<Component> found = flow.components(type).toList();
        if (found.isEmpty()) {
            file.report(file.fault(ProblemCode.OAS_STRUCTURE, flow.object().place(), Flow.COMPONENTS)
                    .says("needs exactly one " + type + " among the components of its root flow")
                    .found("none")
                    .author("add a component of the type " + type));
        }
        found.stream()
                .skip(1)
                .forEach(extra -> file.report(file.fault(ProblemCode.OAS_STRUCTURE, extra.place(), extra.path())
                        .says("needs exactly one " + type + " among the components of its root flow")
                        .found(PayloadFile.shown(found.get(0).key()) + " and " + PayloadFile.shown(extra.key()))
                        .author("remove one of them")));
    }
}
