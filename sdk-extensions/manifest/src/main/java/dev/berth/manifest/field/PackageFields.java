/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.field;

import dev.berth.manifest.Kind;
import dev.berth.manifest.Phase;
import dev.berth.manifest.SemVer;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.reading.Reading;
import dev.berth.manifest.reading.Shape;
import dev.berth.sdk.problem.Blame;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fields of {@code package.json} beside the block (MAN-30 to MAN-37). */
public final class PackageFields {
    private static final int LONGEST_DESCRIPTION = 2048;

    private PackageFields() {}

    /** Reads the fields that need no kind. */
    public static void read(Node.Obj root, Reading reading) {
        text(root, "name", reading).ifPresent(name -> name(name, reading));
        text(root, "version", reading).ifPresent(version -> version(version, reading));
        LicenseField.read(root, reading);
        description(root, reading);
        for (String field :
                List.of("dependencies", "optionalDependencies", "bundledDependencies", "bundleDependencies")) {
            root.get(field).ifPresent(value -> npmDependencies(field, value, reading));
        }
    }

    /** Judges the name once the kind is known (MAN-31, MAN-32). */
    public static void judgeName(Node.Obj root, Kind kind, Reading reading) {
        Optional<Node.Text> name = root.text("name");
        if (reading.id().isEmpty() || name.isEmpty()) {
            return;
        }
        ExtensionId id = reading.id().get();
        boolean suffixed = id.name().endsWith("-" + kind)
                || (kind == Kind.SKILL && id.name().endsWith("-skills"));
        if (!suffixed && !reading.policy().namingExceptions().contains(id)) {
            reading.report(
                    Reading.fault(ProblemCode.EXTENSION_ID_SUFFIX, name.get().place(), "name")
                            .valid("a name that ends in -" + kind)
                            .found(name.get())
                            .severity(Severity.ERROR, Severity.WARNING)
                            .author("rename the package to " + id + "-" + kind));
        }
        Set<String> scopes = reading.policy().allowedScopes().getOrDefault(kind, Set.of("*"));
        if (!scopes.contains("*") && !scopes.contains(id.scope()) && !scopes.contains("@" + id.scope())) {
            reading.report(Reading.fault(
                            ProblemCode.SCOPE_NOT_ALLOWED, name.get().place(), "name")
                    .says("needs a scope that policy allows for kind " + kind + ": "
                            + (scopes.isEmpty()
                                    ? "none"
                                    : String.join(", ", scopes.stream().sorted().toList())))
                    .found("@" + id.scope())
                    .operator("add \"" + id.scope() + "\" to \"allowedScopes." + kind + "\" in the host's policy"));
        }
    }

    private static Optional<Node.Text> text(Node.Obj root, String field, Reading reading) {
        Optional<Node> value = root.get(field);
        if (value.isEmpty()) {
            reading.report(Reading.fault(ProblemCode.MANIFEST_FIELD_MISSING, root.place(), field)
                    .says("needs the field \"" + field + "\" in package.json")
                    .found("no such field")
                    .author("add \"" + field + "\""));
            return Optional.empty();
        }
        if (value.get() instanceof Node.Text read) {
            return Optional.of(read);
        }
        reading.reportType(field, value.get(), Shape.TEXT);
        return Optional.empty();
    }

    private static void name(Node.Text name, Reading reading) {
        if (ExtensionId.isValid(name.value())) {
            reading.draft().id(ExtensionId.of(name.value()));
            return;
        }
        reading.report(Reading.fault(ProblemCode.EXTENSION_ID_INVALID, name.place(), "name")
                .valid("@scope/slug-kind in a-z, 0-9 and hyphens, scope 2 to 39 and name 1 to 64 characters")
                .found(name)
                .author("write a name such as \"@acme/crm-connector\""));
    }

    private static void version(Node.Text version, Reading reading) {
        SemVer.parse(version.value()).ifPresent(reading.draft()::version);
        if (reading.draft().version().isEmpty()) {
            reading.report(Reading.fault(ProblemCode.VERSION_INVALID, version.place(), "version")
                    .valid(
                            "strict SemVer, such as 1.4.0 or 2.0.0-rc.1, without v, spaces, leading zeros or a build part")
                    .found(version));
        } else if (reading.findings().phase() == Phase.PUBLISH
                && version.value().startsWith("0.0.0-dev.")) {
            reading.report(Reading.fault(ProblemCode.VERSION_DEV, version.place(), "version")
                    .valid("a version that is meant to be published")
                    .found(version)
                    .author("set the version of the release"));
        }
    }

    private static void description(Node.Obj root, Reading reading) {
        Optional<Node> value = root.get("description");
        Severity inPublish = reading.findings().phase() == Phase.PUBLISH ? Severity.ERROR : Severity.WARNING;
        Fault fault = Fault.of(
                        ProblemCode.DESCRIPTION_MISSING,
                        Findings.at(value.map(Node::place).orElse(root.place()), "description"))
                .valid("a text of 1 to " + LONGEST_DESCRIPTION + " characters")
                .severity(inPublish, Severity.WARNING);
        if (value.isEmpty()) {
            reading.report(fault.found("nothing").author("say in \"description\" what the extension does"));
        } else if (!(value.get() instanceof Node.Text text)) {
            reading.reportType("description", value.get(), Shape.TEXT);
        } else if (text.isBlank()) {
            reading.report(fault.found("a blank text"));
        } else {
            int length = text.value().codePointCount(0, text.value().length());
            if (length > LONGEST_DESCRIPTION) {
                reading.report(fault.found(length + " characters"));
            }
            reading.draft().description(text.value());
        }
    }

    private static void npmDependencies(String field, Node value, Reading reading) {
        boolean empty = (value instanceof Node.Obj object && object.members().isEmpty())
                || (value instanceof Node.Arr array && array.items().isEmpty());
        if (!empty) {
            reading.report(Reading.fault(ProblemCode.NPM_DEPENDENCIES_IGNORED, value.place(), field)
                    .says("needs \"" + field + "\" to be absent or empty, since the host resolves no npm package")
                    .found(value)
                    .then("The list is ignored.")
                    .blame(Blame.AUTHOR)
                    .author("ship libraries inside the package and move extensions to the block's \"dependencies\""));
        }
    }
}
