/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.edge;

import dev.berth.manifest.Edge;
import dev.berth.manifest.Edge.Constraint;
import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.SemVer;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.reading.Reading;
import dev.berth.manifest.reading.Shape;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The two maps from id to range that the list of dependencies replaced (MAN-128 to MAN-131). */
final class LegacyEdges {
    private LegacyEdges() {}

    /**
     * A row of a legacy map.
     *
     * @param name its key, at its place
     * @param field what messages call it
     * @param edge its meaning, unless the value is malformed
     */
    record Legacy(Node.Text name, String field, Optional<PackageEdge> edge) {}

    static List<Legacy> read(Node.Obj block, Reading reading) {
        List<Legacy> rows = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String field : DependencyFields.LEGACY) {
            if (!(block.get(field).orElse(block) instanceof Node.Obj map)
                    || block.get(field).isEmpty()) {
                continue;
            }
            for (Node.Member member : map.members()) {
                Node.Text name = new Node.Text(member.name(), member.namePlace());
                String path = field + "." + member.name();
                if (!ExtensionId.isValid(member.name())) {
                    reading.report(Reading.fault(ProblemCode.DEPENDENCY_MALFORMED, name.place(), path)
                            .valid("the id of an extension, @scope/slug-kind")
                            .found(name));
                } else if (!seen.add(member.name())) {
                    DependencyFields.duplicate(name, path, reading);
                } else if (!DependencyFields.isSelf(name, path, reading)) {
                    rows.add(new Legacy(name, path, edge(member, path, reading)));
                }
            }
        }
        return rows;
    }

    private static Optional<PackageEdge> edge(Node.Member member, String path, Reading reading) {
        if (!(member.value() instanceof Node.Text text)) {
            reading.reportType(path, member.value(), Shape.TEXT);
            return Optional.empty();
        }
        return constraint(text, path, reading)
                .map(constraint -> new PackageEdge(
                        ExtensionId.of(member.name()), Optional.empty(), Edge.Type.RUNTIME, true, constraint));
    }

    private static Optional<Constraint> constraint(Node.Text text, String path, Reading reading) {
        String value = text.value();
        if (value.startsWith("git+") || value.contains("#")) {
            return Optional.of(new Constraint.GitRef(value));
        }
        Optional<SemVer> version = SemVer.parse(value);
        if (version.isPresent()) {
            return version.map(Constraint.Exact::new);
        }
        return EdgeReader.range(text, path, reading).map(Constraint.Range::new);
    }

    /** Refuses a legacy row that the canonical list forgot or weakened (MAN-130). */
    static void judge(List<Legacy> legacy, Set<String> mentioned, Reading reading) {
        for (Legacy row : legacy) {
            Optional<Edge> edge = reading.draft().edges().stream()
                    .filter(other -> other instanceof PackageEdge to
                            && to.target().value().equals(row.name().value()))
                    .findFirst();
            boolean malformed = edge.isEmpty() && mentioned.contains(row.name().value());
            if (!malformed && !edge.filter(Edge::isBlocking).isPresent()) {
                reading.report(Reading.fault(
                                ProblemCode.DEPENDENCY_LEGACY_CONFLICT,
                                row.name().place(),
                                row.field())
                        .says("needs " + row.name().value() + " as a required edge in \"dependencies\" too")
                        .found(edge.isEmpty() ? "no such edge" : "one that does not block")
                        .author("add the edge to \"dependencies\", or remove the legacy row"));
            }
        }
    }
}
