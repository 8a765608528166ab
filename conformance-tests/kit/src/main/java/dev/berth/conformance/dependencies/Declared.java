/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.dependencies;

import dev.berth.conformance.Subject;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.sdk.problem.Location;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a manifest declares about others, with its places; the gate {@code manifest} says what is wrong with it.
 *
 * @param self the extension's id
 * @param edges package edges
 * @param capabilities the capabilities that it has edges to
 * @param consumes rows of {@code consumes}
 * @param provides rows of {@code provides}
 */
record Declared(
        String self,
        List<PackageEdge> edges,
        Set<String> capabilities,
        List<Consumed> consumes,
        List<Node.Text> provides) {
    /** An edge to an extension. */
    record PackageEdge(String target, boolean required, String type, Place place) {
        /** Tells whether classes of the target are there whenever this extension is (GATE-101). */
        boolean carriesClasses() {
            return required && type.equals("runtime");
        }

        boolean isBlocking() {
            return required && !type.equals("peer");
        }

        Location location() {
            return Findings.at(place, "dependencies");
        }
    }

    /** A row of {@code consumes}. */
    record Consumed(String primitive, boolean required, Place place) {
        Location location() {
            return Findings.at(place, "consumes");
        }
    }

    static Declared of(Subject subject) {
        String self = subject.packageJson()
                .flatMap(root -> root.text("name"))
                .map(Node.Text::value)
                .orElse("");
        List<Node.Obj> rows = rows(subject, "dependencies").toList();
        List<PackageEdge> edges = new ArrayList<>();
        Set<String> capabilities = new HashSet<>();
        for (Node.Obj row : rows) {
            boolean required = !text(row, "requirement").equals("optional");
            row.text("packageName")
                    .ifPresent(name ->
                            edges.add(new PackageEdge(name.value(), required, text(row, "edgeType"), row.place())));
            row.text("capability").ifPresent(name -> capabilities.add(name.value()));
        }
        if (subject.block().flatMap(block -> block.get("dependencies")).isEmpty()) {
            legacy(subject, "agentDependencies", edges);
            legacy(subject, "connectorDependencies", edges);
        }
        List<Consumed> consumes = rows(subject, "consumes")
                .flatMap(row -> row.text("primitive").stream()
                        .map(name -> new Consumed(
                                name.value(), text(row, "requirement").equals("required"), row.place())))
                .toList();
        List<Node.Text> provides = rows(subject, "provides")
                .flatMap(row -> row.text("capability").stream())
                .toList();
        return new Declared(self, List.copyOf(edges), Set.copyOf(capabilities), consumes, provides);
    }

    Optional<PackageEdge> edgeTo(String target) {
        return edges.stream().filter(edge -> edge.target().equals(target)).findFirst();
    }

    boolean doesConsume(String primitive) {
        return consumes.stream().anyMatch(row -> row.primitive().equals(primitive));
    }

    boolean doesProvide(String capability) {
        return provides.stream().anyMatch(text -> text.value().equals(capability));
    }

    /** The old maps are edges where the new list is absent (MAN-128). */
    private static void legacy(Subject subject, String field, List<PackageEdge> edges) {
        subject.block()
                .flatMap(block -> block.get(field))
                .filter(Node.Obj.class::isInstance)
                .ifPresent(map -> ((Node.Obj) map)
                        .members()
                        .forEach(member ->
                                edges.add(new PackageEdge(member.name(), true, "runtime", member.namePlace()))));
    }

    static Stream<Node> items(Node.Obj object, String field) {
        return object.get(field).filter(Node.Arr.class::isInstance).stream()
                .flatMap(list -> ((Node.Arr) list).items().stream());
    }

    private static Stream<Node.Obj> rows(Subject subject, String field) {
        return subject.block().stream()
                .flatMap(block -> items(block, field))
                .filter(Node.Obj.class::isInstance)
                .map(Node.Obj.class::cast);
    }

    private static String text(Node.Obj row, String field) {
        return row.text(field).map(Node.Text::value).orElse("");
    }
}
