/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.ports;

import dev.berth.conformance.Subject;
import dev.berth.manifest.json.LocatedJson;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Utf8Text;
import dev.berth.sdk.port.PortName;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a manifest asks for, as it stands there; the gate {@code manifest} says what is wrong with it.
 *
 * @param ports entries of {@code requestedHostPorts}
 * @param permissions entries of {@code permissions}
 * @param declarative ports that {@code configSchema} and {@code devFixtures} need (GATE-121)
 */
record Requests(List<Node.Text> ports, List<Node.Text> permissions, Set<PortName> declarative) {
    static Requests of(Subject subject) {
        Optional<Node.Obj> block = subject.block();
        Set<PortName> declarative = EnumSet.noneOf(PortName.class);
        block.flatMap(found -> found.get("configSchema")).ifPresent(schema -> form(schema, declarative));
        block.flatMap(found -> found.text("devFixtures")).ifPresent(path -> {
            Set<PortName> seeded = EnumSet.noneOf(PortName.class);
            fixtures(subject, path, seeded);
            // A file that says nothing usable is judged by its own gate; its ports get the benefit of the doubt.
            declarative.addAll(seeded.isEmpty() ? EnumSet.of(PortName.SETTINGS, PortName.OBJECTS) : seeded);
        });
        return new Requests(texts(block, "requestedHostPorts"), texts(block, "permissions"), declarative);
    }

    boolean hasPort(PortName port) {
        return ports.stream().anyMatch(text -> text.value().equals(port.toString()));
    }

    /** Tells whether one of the families is asked for. */
    boolean hasAny(List<String> families) {
        return permissions.stream().anyMatch(text -> families.stream().anyMatch(family -> isOf(text.value(), family)));
    }

    static boolean isOf(String permission, String family) {
        return permission.equals(family) || permission.startsWith(family + ":");
    }

    private static List<Node.Text> texts(Optional<Node.Obj> block, String field) {
        return block.flatMap(found -> found.get(field)).stream()
                .flatMap(Requests::items)
                .filter(Node.Text.class::isInstance)
                .map(Node.Text.class::cast)
                .toList();
    }

    private static Stream<Node> items(Node node) {
        return node instanceof Node.Arr list ? list.items().stream() : Stream.empty();
    }

    private static Stream<Node.Obj> objects(Node node, String field) {
        return node instanceof Node.Obj object
                ? object.get(field).stream()
                        .flatMap(Requests::items)
                        .filter(Node.Obj.class::isInstance)
                        .map(Node.Obj.class::cast)
                : Stream.empty();
    }

    private static void form(Node schema, Set<PortName> ports) {
        objects(schema, "fields").forEach(field -> {
            field(field, ports);
            objects(field, "itemFields").forEach(item -> field(item, ports));
        });
    }

    private static void field(Node.Obj field, Set<PortName> ports) {
        String kind = field.text("kind").map(Node.Text::value).orElse("");
        if (kind.equals("nango-connect")) {
            ports.add(PortName.NANGO);
        }
        if (field.get("key").isPresent()) {
            ports.add(kind.equals("secret") ? PortName.SECRETS : PortName.SETTINGS);
        }
        if (Stream.of("actionId", "listActionId", "deleteActionId", "probeActionId", "optionsAction")
                .anyMatch(name -> field.get(name).isPresent())) {
            ports.add(PortName.UI);
        }
    }

    private static void fixtures(Subject subject, Node.Text path, Set<PortName> ports) {
        subject.entries()
                .read(path.value())
                .map(Utf8Text::of)
                .filter(Utf8Text.Decoded.class::isInstance)
                .map(Utf8Text.Decoded.class::cast)
                .flatMap(text -> LocatedJson.read(text.text()).root())
                .ifPresent(root -> objects(root, "fixtures").forEach(fixture -> {
                    String surface =
                            fixture.text("surface").map(Node.Text::value).orElse("");
                    switch (surface) {
                        case "setting" -> ports.add(PortName.SETTINGS);
                        case "object" -> ports.add(PortName.OBJECTS);
                        default -> {}
                    }
                }));
    }
}
