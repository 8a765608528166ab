/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.oas;

import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.json.Node;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * The flow of an agent with its references resolved, for whoever runs it or shows it; {@link OasPayload} judges it.
 *
 * @param content start, nodes and edges; the flows that stand in it are compiled like it
 */
public record CompiledFlow(JsonObject content) {
    /** Compiles the flow of a package; empty if it has none that is one object. */
    public static Optional<CompiledFlow> find(PackageEntries entries) {
        return OasFile.find(entries).map(OasFile::flow).map(flow -> new CompiledFlow(compile(flow)));
    }

    private static JsonObject compile(Flow flow) {
        Node.Obj root = flow.object();
        JsonObject content = JsonObject.of(
                "id", Component.text(root, "id"),
                "name", Component.text(root, "name"),
                "type",
                        Component.metadata(root)
                                .map(block -> Component.text(block, "type"))
                                .orElse(""),
                "inputs", ports(root, "inputs"),
                "outputs", ports(root, "outputs"),
                "start", Flow.reference(root, "start_node"),
                "nodes", flow.components().stream().map(CompiledFlow::node).toList(),
                "control",
                        Component.rows(root, "control_flow_connections").stream()
                                .map(CompiledFlow::edge)
                                .toList());
        content = content.with(
                "data",
                Component.rows(root, "data_flow_connections").stream()
                        .map(CompiledFlow::value)
                        .toList());
        List<JsonObject> inner = flow.flows().stream()
                .map(each -> compile(each).with("at", each.path()))
                .toList();
        return inner.isEmpty() ? content : content.with("flows", inner);
    }

    private static JsonObject node(Component component) {
        return JsonObject.of(
                "key", component.key(), "type", component.type(), "name", Component.text(component.object(), "name"));
    }

    private static JsonObject edge(Node.Obj edge) {
        JsonObject json =
                JsonObject.of("from", Flow.reference(edge, "from_node"), "to", Flow.reference(edge, "to_node"));
        return edge.text("from_branch")
                .map(branch -> json.with("branch", branch.value()))
                .orElse(json);
    }

    private static JsonObject value(Node.Obj edge) {
        return JsonObject.of(
                "from", Flow.reference(edge, "source_node") + "." + Component.text(edge, "source_output"),
                "to", Flow.reference(edge, "destination_node") + "." + Component.text(edge, "destination_input"));
    }

    private static List<JsonObject> ports(Node.Obj object, String key) {
        return Component.rows(object, key).stream()
                .map(row -> JsonObject.of("title", Component.text(row, "title"), "type", Component.text(row, "type")))
                .toList();
    }
}
