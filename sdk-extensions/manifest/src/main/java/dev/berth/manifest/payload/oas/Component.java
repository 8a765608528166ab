/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.oas;

import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.manifest.payload.PayloadFile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A component of a flow: a node, an agent, a tool box.
 *
 * @param key its name in the flow, which references use
 * @param path how messages call it
 * @param object what it says about itself
 */
public record Component(String key, String path, Node.Obj object) {
    /** Returns its {@code component_type}, or empty text. */
    public String type() {
        return text(object, "component_type");
    }

    /** Returns where it stands. */
    public Place place() {
        return object.place();
    }

    /** Returns its metadata under either name of the block (MAN-17). */
    public Optional<Node.Obj> metadata() {
        return metadata(object);
    }

    /** Returns the rows of {@code inputs}. */
    public List<Node.Obj> inputs() {
        return rows(object, "inputs");
    }

    /** Returns the rows of {@code outputs}. */
    public List<Node.Obj> outputs() {
        return rows(object, "outputs");
    }

    /** Returns the titles of rows. */
    public static List<String> titles(List<Node.Obj> rows) {
        return rows.stream()
                .flatMap(row -> row.text("title").stream())
                .map(Node.Text::value)
                .toList();
    }

    static Optional<Node.Obj> metadata(Node.Obj object) {
        return object.get("metadata")
                .filter(Node.Obj.class::isInstance)
                .flatMap(metadata -> PayloadFile.BLOCKS.stream()
                        .flatMap(block -> ((Node.Obj) metadata).get(block).stream())
                        .findFirst())
                .filter(Node.Obj.class::isInstance)
                .map(Node.Obj.class::cast);
    }

    static String text(Node.Obj object, String key) {
        return object.text(key).map(Node.Text::value).orElse("");
    }

    static Stream<Node> items(Node.Obj object, String key) {
        return object.get(key).filter(Node.Arr.class::isInstance).stream()
                .flatMap(array -> ((Node.Arr) array).items().stream());
    }

    static List<Node.Obj> rows(Node.Obj object, String key) {
        return items(object, key)
                .filter(Node.Obj.class::isInstance)
                .map(Node.Obj.class::cast)
                .toList();
    }
}
