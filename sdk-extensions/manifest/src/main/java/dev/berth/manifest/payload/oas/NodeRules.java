/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.oas;

import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.payload.PayloadFile;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.Optional;

/** What components say about themselves: types with rules of their own, and the metadata of all (MAN-17, MAN-156, MAN-160). */
final class NodeRules {
    private static final String CHILD = "childAgent";
    private static final List<String> OWNERS = List.of(CHILD, "self");

    private NodeRules() {}

    static void judge(Flow flow, PayloadFile file) {
        oneBlock(flow.object(), flow.path(), file);
        for (Component component : flow.components()) {
            if (!Flow.isFlow(component.object())) {
                oneBlock(component.object(), component.path(), file);
            }
            if (component.type().equals("ParallelFlowNode")) {
                parallel(component, file);
            }
            if (component.type().equals("AgentNode")) {
                agent(component, file);
            }
        }
    }

    private static void oneBlock(Node.Obj object, String path, PayloadFile file) {
        if (object.get("metadata").orElse(null) instanceof Node.Obj metadata
                && PayloadFile.BLOCKS.stream()
                        .allMatch(block -> metadata.get(block).isPresent())) {
            file.report(file.fault(ProblemCode.PAYLOAD_FOLDER_AMBIGUOUS, metadata.place(), Flow.below(path, "metadata"))
                    .says("needs one of metadata.berth and metadata.cinatra in " + file.path())
                    .found("both")
                    .author("remove one of them"));
        }
    }

    private static void parallel(Component component, PayloadFile file) {
        Part part = new Part(component.object(), component.path(), file);
        part.needsText("name");
        if (Component.items(component.object(), "subflows").findAny().isEmpty()) {
            part.report("subflows", "an array of at least one flow");
        }
    }

    private static void agent(Component component, PayloadFile file) {
        Optional<Node.Obj> metadata = component.metadata();
        if (metadata.isEmpty()) {
            return;
        }
        Node.Obj own = metadata.get();
        String owner = Component.text(own, "hitlOwnedBy");
        own.get("hitlOwnedBy")
                .filter(value -> !OWNERS.contains(owner))
                .ifPresent(value -> file.report(fault(component, "hitlOwnedBy", value, file)
                        .valid("childAgent or self")
                        .found(value)
                        .near(owner, OWNERS)));
        own.get("a2uiSurfaceIdOverride")
                .filter(value -> !owner.equals(CHILD))
                .ifPresent(value -> file.report(fault(component, "a2uiSurfaceIdOverride", value, file)
                        .says("needs \"hitlOwnedBy\" to be childAgent beside \"a2uiSurfaceIdOverride\"")
                        .found(owner.isEmpty() ? "none" : Quoted.of(owner))
                        .author("remove the override, or leave the questions to the child agent")));
        own.get("requiresApproval")
                .filter(value -> !(value instanceof Node.Bool))
                .ifPresent(value -> file.report(fault(component, "requiresApproval", value, file)
                        .valid("true or false")
                        .found(value)));
    }

    private static Fault fault(Component component, String key, Node value, PayloadFile file) {
        return file.fault(ProblemCode.OAS_NODE_METADATA, value.place(), component.path() + ".metadata." + key);
    }
}
