/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.oas;

import dev.berth.manifest.json.Node;
import dev.berth.manifest.payload.PayloadFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A flow as it stands in the file: its components, its edges, and the flows in it, each with a scope of its own (MAN-159). What
 * is malformed is left out; {@link OasPayload} reports it.
 *
 * @param path how messages call it, empty for the root
 * @param components what can be referred to in it, flows included
 * @param flows the flows that stand in it
 */
public record Flow(
        String path, Node.Obj object, List<Component> components, List<DataEdge> dataEdges, List<Flow> flows) {
    static final String REF = "$component_ref";
    static final String COMPONENTS = "$referenced_components";

    /** Copies the lists. */
    public Flow {
        components = List.copyOf(components);
        dataEdges = List.copyOf(dataEdges);
        flows = List.copyOf(flows);
    }

    /** Reads a flow; as deep as the file nests, which its reader bounds. */
    static Flow of(String path, Node.Obj object) {
        List<Component> components = new ArrayList<>();
        if (object.get(COMPONENTS).orElse(null) instanceof Node.Obj named) {
            for (Node.Member member : named.members()) {
                if (member.value() instanceof Node.Obj component) {
                    String name = below(path, COMPONENTS) + "." + PayloadFile.shown(member.name());
                    components.add(new Component(member.name(), name, component));
                }
            }
        }
        List<DataEdge> edges = Component.rows(object, "data_flow_connections").stream()
                .map(DataEdge::of)
                .toList();
        List<Flow> flows = new ArrayList<>();
        object.members().forEach(member -> gather(member.value(), below(path, member.name()), flows));
        return new Flow(path, object, components, edges, flows);
    }

    /** Returns this flow and all that stand in it, at any depth. */
    public Stream<Flow> all() {
        return Stream.concat(Stream.of(this), flows.stream().flatMap(Flow::all));
    }

    /** Returns its components of one type. */
    public Stream<Component> components(String type) {
        return components.stream().filter(component -> component.type().equals(type));
    }

    static boolean isFlow(Node node) {
        return node instanceof Node.Obj object
                && Component.text(object, "component_type").equals("Flow");
    }

    static String reference(Node.Obj object, String key) {
        return object.get(key).orElse(null) instanceof Node.Obj ref ? Component.text(ref, REF) : "";
    }

    static String below(String path, String name) {
        return path.isEmpty() ? PayloadFile.shown(name) : path + "." + PayloadFile.shown(name);
    }

    private static void gather(Node node, String path, List<Flow> flows) {
        if (isFlow(node)) {
            flows.add(of(path, (Node.Obj) node));
        } else if (node instanceof Node.Obj object) {
            object.members().forEach(member -> gather(member.value(), below(path, member.name()), flows));
        } else if (node instanceof Node.Arr array) {
            for (int i = 0; i < array.items().size(); i++) {
                gather(array.items().get(i), path + "[" + i + "]", flows);
            }
        }
    }
}
