/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.edge;

import dev.berth.manifest.Edge;
import dev.berth.manifest.Edge.CapabilityEdge;
import dev.berth.manifest.Edge.Constraint;
import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.Kind;
import dev.berth.manifest.SemVer;
import dev.berth.manifest.VersionRange;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Quoted;
import dev.berth.manifest.reading.Reading;
import dev.berth.manifest.reading.Row;
import dev.berth.manifest.reading.Words;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the two forms of edges (MAN-120, MAN-121, MAN-125). */
final class EdgeReader {
    static final List<String> EDGE_TYPES = List.of("runtime", "install-time", "peer");
    static final List<String> REQUIREMENTS = List.of("required", "optional");
    private static final List<String> CONSTRAINTS = List.of("semver-range", "exact", "git-ref");

    private EdgeReader() {}

    static Optional<PackageEdge> packageEdge(Row row, Optional<Node.Text> name, Reading reading) {
        Optional<Node.Text> id = name.filter(text -> ExtensionId.isValid(text.value()));
        if (name.isPresent() && id.isEmpty()) {
            reading.report(row.at("packageName", name.get())
                    .valid("the id of an extension, @scope/slug-kind")
                    .found(name.get()));
        }
        boolean hasKind = row.object().get("kind").isPresent();
        Optional<Kind> kind = row.word(row.optionalText("kind", Words.anyOf(Words.KINDS)), "kind", Words.KINDS)
                .flatMap(word -> Kind.find(word.value()));
        Optional<Node.Text> type = row.word(row.text("edgeType", Words.anyOf(EDGE_TYPES)), "edgeType", EDGE_TYPES);
        Optional<Node.Text> requirement =
                row.word(row.text("requirement", Words.anyOf(REQUIREMENTS)), "requirement", REQUIREMENTS);
        Optional<Constraint> constraint = constraint(row, reading);
        if (id.isEmpty()
                || type.isEmpty()
                || requirement.isEmpty()
                || constraint.isEmpty()
                || (hasKind && kind.isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new PackageEdge(
                ExtensionId.of(id.get().value()), kind, type(type), isRequired(requirement), constraint.get()));
    }

    static Optional<CapabilityEdge> capabilityEdge(Row row, Optional<Node.Text> capability, Reading reading) {
        Optional<VersionRange> range = capabilityRange(row, reading);
        int min = 1;
        Optional<Node> declared = row.object().get("min");
        if (declared.isPresent()) {
            min = declared.get() instanceof Node.Num number ? number.integer().orElse(0) : 0;
            if (min < 1) {
                reading.report(row.at("min", declared.get())
                        .valid("an integer from 1 on")
                        .found(declared.get()));
            }
        }
        List<String> types = List.of("runtime", "install-time");
        Optional<Node.Text> type = row.word(row.optionalText("edgeType", Words.anyOf(types)), "edgeType", types);
        Optional<Node.Text> requirement =
                row.word(row.optionalText("requirement", Words.anyOf(REQUIREMENTS)), "requirement", REQUIREMENTS);
        boolean read = row.object().get("edgeType").isPresent() == type.isPresent()
                && row.object().get("requirement").isPresent() == requirement.isPresent();
        if (capability.isEmpty() || range.isEmpty() || min < 1 || !read) {
            return Optional.empty();
        }
        boolean required = requirement.isEmpty() || isRequired(requirement);
        return Optional.of(new CapabilityEdge(capability.get().value(), range.get(), min, type(type), required));
    }

    private static Optional<VersionRange> capabilityRange(Row row, Reading reading) {
        Optional<Node> declared = row.object().get("range");
        if (declared.isEmpty()) {
            return Optional.of(VersionRange.open());
        }
        if (declared.get() instanceof Node.Text text) {
            return range(text, row.path() + ".range", reading);
        }
        reading.report(
                row.at("range", declared.get()).valid("a range, such as ^1.2").found(declared.get()));
        return Optional.empty();
    }

    private static Optional<Constraint> constraint(Row row, Reading reading) {
        Optional<Node> declared = row.object().get("versionConstraint");
        if (!(declared.orElse(row.object()) instanceof Node.Obj object) || declared.isEmpty()) {
            reading.report(Reading.fault(
                            ProblemCode.DEPENDENCY_MALFORMED,
                            declared.orElse(row.object()).place(),
                            row.path() + ".versionConstraint")
                    .valid("an object such as {\"kind\": \"semver-range\", \"range\": \"^1.2\"}")
                    .found(declared.map(Quoted::of).orElse("nothing")));
            return Optional.empty();
        }
        Row part = new Row(object, row.path() + ".versionConstraint", row.code(), reading);
        Optional<Node.Text> kind = part.word(part.text("kind", Words.anyOf(CONSTRAINTS)), "kind", CONSTRAINTS);
        if (kind.isEmpty()) {
            return Optional.empty();
        }
        return switch (kind.get().value()) {
            case "semver-range" -> {
                part.reportUnknown(List.of("kind", "range"));
                // Blank is the open range, so a blank text is no fault here.
                Optional<Node.Text> text = object.text("range");
                yield (text.isPresent() ? text : part.text("range", "a range, such as ^1.2"))
                        .flatMap(value -> range(value, part.path() + ".range", reading))
                        .map(Constraint.Range::new);
            }
            case "exact" -> {
                part.reportUnknown(List.of("kind", "version"));
                yield part.text("version", "strict SemVer, such as 1.2.0").flatMap(text -> exact(text, part, reading));
            }
            default -> {
                part.reportUnknown(List.of("kind", "ref"));
                yield part.text("ref", "a git reference").map(text -> new Constraint.GitRef(text.value()));
            }
        };
    }

    private static Optional<Constraint> exact(Node.Text text, Row part, Reading reading) {
        Optional<SemVer> version = SemVer.parse(text.value());
        if (version.isEmpty()) {
            reading.report(part.at("version", text)
                    .valid("strict SemVer, such as 1.2.0")
                    .found(text));
        }
        return version.map(Constraint.Exact::new);
    }

    static Optional<VersionRange> range(Node.Text text, String field, Reading reading) {
        Optional<VersionRange> range = VersionRange.dependency(text.value());
        if (range.isEmpty()) {
            reading.report(Reading.fault(ProblemCode.DEPENDENCY_RANGE_UNSUPPORTED, text.place(), field)
                    .valid("one comparator (^, ~, >=, = or none) and a version, such as ^1.2, or *")
                    .found(text));
        }
        return range;
    }

    private static Edge.Type type(Optional<Node.Text> word) {
        return word.map(text ->
                        Edge.Type.valueOf(text.value().toUpperCase(Locale.ROOT).replace('-', '_')))
                .orElse(Edge.Type.RUNTIME);
    }

    private static boolean isRequired(Optional<Node.Text> word) {
        return word.filter(text -> text.value().equals("required")).isPresent();
    }
}
