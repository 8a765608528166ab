/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.edge;

import dev.berth.manifest.Edge;
import dev.berth.manifest.Edge.CapabilityEdge;
import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.authority.CapabilityFields;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.reading.Reading;
import dev.berth.manifest.reading.Row;
import dev.berth.sdk.problem.ProblemCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The list of dependencies and the two maps it replaced (MAN-120 to MAN-132). */
public final class DependencyFields {
    /** The field of the list. */
    public static final String CANONICAL = "dependencies";

    static final List<String> LEGACY = List.of("agentDependencies", "connectorDependencies");
    private static final List<String> PACKAGE_KEYS =
            List.of("packageName", "kind", "edgeType", "versionConstraint", "requirement");
    private static final List<String> CAPABILITY_KEYS =
            List.of("capability", "range", "min", "requirement", "edgeType");

    private DependencyFields() {}

    /** Reads whichever vocabularies are there; the canonical list wins. */
    public static void read(Node.Obj block, Reading reading) {
        List<LegacyEdges.Legacy> legacy = LegacyEdges.read(block, reading);
        Optional<Node> canonical = block.get(CANONICAL);
        int declared = canonical.isEmpty() ? legacy.size() : -1;
        if (canonical.isEmpty()) {
            for (LegacyEdges.Legacy row : legacy) {
                row.edge().ifPresent(edge -> {
                    reading.draft().addEdge(edge);
                    TargetRules.judge(edge, row.name(), row.field(), reading);
                });
            }
        } else if (canonical.get() instanceof Node.Arr list) {
            Names names = new Names();
            declared = list.items().size();
            readRows(list, names, reading);
            LegacyEdges.judge(legacy, names.packages, reading);
        }
        reading.draft().edgesReadable(reading.draft().edges().size() == declared);
        sort(reading);
    }

    /** The names that the canonical list mentions, also in rows that are otherwise malformed. */
    private static final class Names {
        final Set<String> packages = new HashSet<>();
        final Set<String> capabilities = new HashSet<>();
    }

    private static void readRows(Node.Arr list, Names names, Reading reading) {
        List<String> all = new ArrayList<>(PACKAGE_KEYS);
        CAPABILITY_KEYS.stream().filter(key -> !all.contains(key)).forEach(all::add);
        Row.each(list, CANONICAL, ProblemCode.DEPENDENCY_MALFORMED, all, reading, row -> {
            boolean toPackage = row.object().get("packageName").isPresent();
            boolean toCapability = row.object().get("capability").isPresent();
            if (toPackage == toCapability) {
                reading.report(Reading.fault(
                                ProblemCode.DEPENDENCY_MALFORMED, row.object().place(), row.path())
                        .valid("an edge that names exactly one of packageName and capability")
                        .found(toPackage ? "both" : "neither"));
            } else if (toPackage) {
                packageRow(row, names, reading);
            } else {
                capabilityRow(row, names, reading);
            }
        });
    }

    private static void packageRow(Row row, Names names, Reading reading) {
        refuseKeys(row, List.of("range", "min"), "an edge to a package", reading);
        Optional<Node.Text> name = row.text("packageName", "the id of an extension");
        Optional<PackageEdge> edge = EdgeReader.packageEdge(row, name, reading);
        if (name.isEmpty()) {
            return;
        }
        boolean isNew = names.packages.add(name.get().value());
        if (!isNew) {
            duplicate(name.get(), row.path() + ".packageName", reading);
        } else if (isSelf(name.get(), row.path() + ".packageName", reading)) {
            return;
        } else if (edge.isPresent()) {
            reading.draft().addEdge(edge.get());
            TargetRules.judge(edge.get(), name.get(), row.path(), reading);
        }
    }

    private static void capabilityRow(Row row, Names names, Reading reading) {
        refuseKeys(row, List.of("kind", "versionConstraint"), "an edge to a capability", reading);
        Optional<Node.Text> capability = row.text("capability", "a capability id")
                .filter(id -> CapabilityFields.wellFormed(id, row.path(), reading));
        Optional<CapabilityEdge> edge = EdgeReader.capabilityEdge(row, capability, reading);
        if (capability.isPresent() && !names.capabilities.add(capability.get().value())) {
            duplicate(capability.get(), row.path() + ".capability", reading);
        } else {
            edge.ifPresent(reading.draft()::addEdge);
        }
    }

    private static void refuseKeys(Row row, List<String> keys, String what, Reading reading) {
        for (String key : keys) {
            row.object()
                    .get(key)
                    .ifPresent(value -> reading.report(row.at(key, value)
                            .says("has " + what + " with the key " + Quoted.of(key) + ", which it does not take")
                            .found(value)
                            .author("remove the key")));
        }
    }

    static void duplicate(Node.Text name, String field, Reading reading) {
        reading.report(Reading.fault(ProblemCode.DEPENDENCY_DUPLICATE, name.place(), field)
                .valid("a dependency that is not listed before")
                .found(name)
                .author("keep one of the rows"));
    }

    /** Reports an edge to the extension itself. */
    static boolean isSelf(Node.Text name, String field, Reading reading) {
        boolean self =
                reading.id().filter(id -> id.value().equals(name.value())).isPresent();
        if (self) {
            reading.report(Reading.fault(ProblemCode.DEPENDENCY_SELF, name.place(), field)
                    .valid("another extension")
                    .found(name)
                    .author("remove the row"));
        }
        return self;
    }

    /** Package edges by id, then capability edges by id (MAN-132). */
    private static void sort(Reading reading) {
        reading.draft().sortEdges((a, b) -> {
            boolean first = a instanceof PackageEdge;
            return first == b instanceof PackageEdge ? key(a).compareTo(key(b)) : first ? -1 : 1;
        });
    }

    private static String key(Edge edge) {
        return edge instanceof PackageEdge to ? to.target().value() : ((CapabilityEdge) edge).capability();
    }
}
