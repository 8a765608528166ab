/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.field;

import static dev.berth.manifest.field.Field.ALL;
import static dev.berth.manifest.field.Field.nullable;
import static dev.berth.manifest.field.Field.optional;
import static dev.berth.manifest.field.Field.required;

import dev.berth.manifest.Kind;
import dev.berth.manifest.authority.CapabilityFields;
import dev.berth.manifest.authority.PermissionFields;
import dev.berth.manifest.authority.PortFields;
import dev.berth.manifest.edge.DependencyFields;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.payload.artifact.ArtifactPayload;
import dev.berth.manifest.payload.artifact.ArtifactShape;
import dev.berth.manifest.reading.Shape;
import dev.berth.manifest.reading.Words;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of the block (manifest.md section 4), a row each; the JSON Schema is made of the same rows (MAN-6). */
final class FieldTable {
    /** Fields of later versions: read as opaque, they change nothing (MAN-21). */
    static final Set<String> RESERVED = Set.of(
            "protected",
            "versions",
            "isDefault",
            "webhooks",
            "streams",
            "widgetStream",
            "fieldRenderers",
            "devSetup",
            "execution",
            "dashboardContribution",
            "providesExternalMcpToolbox");

    /** Fields that only the host writes (MAN-22). */
    static final Set<String> HOST_ONLY =
            Set.of("origin", "resolution", "ownerOrgId", "sourceTemplateId", "sourceVersionId");

    private static final Set<Kind> WITH_UI =
            Collections.unmodifiableSet(EnumSet.of(Kind.AGENT, Kind.CONNECTOR, Kind.WORKFLOW));

    /** Rows that need more than their own value are judged by the pass that runs after the table. */
    private static final Field.Reader LATER = (value, reading) -> {};

    static final List<Field> ROWS = List.of(
            required("apiVersion", ALL, Shape.TEXT, LATER, "The version of this format."),
            required("kind", ALL, Shape.oneOf(Words.KINDS), IdentityFields::kind, "What the extension is."),
            nullable(
                    "serverEntry",
                    ALL,
                    Shape.TEXT,
                    EntryField::read,
                    "The Java class with the hooks; absent means payload-only."),
            nullable(
                    "sdkAbiRange", ALL, Shape.TEXT, AbiField::read, "The SDK ABIs that it was made for, such as ^2.2."),
            optional(
                    "requestedHostPorts",
                    ALL,
                    texts(PortFields.NAMES),
                    PortFields::read,
                    "The host ports it asks for."),
            optional(
                    "permissions",
                    ALL,
                    Shape.TEXTS.with("maxItems", PermissionFields.MOST),
                    PermissionFields::read,
                    "The ambient authority it asks for beside ports."),
            optional("provides", ALL, Shape.ROWS, CapabilityFields::provides, "The capabilities it provides."),
            optional("owns", ALL, Shape.ROWS, CapabilityFields::owns, "The capability ids it claims for its scope."),
            optional(DependencyFields.CANONICAL, ALL, Shape.ROWS, LATER, "The extensions and capabilities it needs."),
            optional("agentDependencies", ALL, Shape.OBJECT, LATER, "Old form: agents it needs, id to range."),
            optional("connectorDependencies", ALL, Shape.OBJECT, LATER, "Old form: connectors it needs, id to range."),
            optional("consumes", ALL, Shape.ROWS, ListFields::consumes, "The primitives it calls."),
            optional(
                    "uiSurface",
                    WITH_UI,
                    Shape.oneOf(ChoiceFields.UI_SURFACES),
                    ChoiceFields::uiSurface,
                    "Where its user interface comes from."),
            optional("configSchema", WITH_UI, Shape.ANY, LATER, "The settings form that the console draws."),
            nullable("displayName", ALL, Shape.TEXT, IdentityFields::displayName, "The name that people see."),
            nullable("vendor", ALL, Shape.OBJECT, IdentityFields::vendor, "Who is shown as its maker."),
            nullable("logo", ALL, Shape.TEXT, PathFields::logo, "A plain SVG of the package, smaller than 16 KB."),
            optional(
                    "visibility",
                    EnumSet.of(Kind.CONNECTOR),
                    Shape.oneOf(ChoiceFields.VISIBILITIES),
                    ChoiceFields::visibility,
                    "Who sees the connector at first."),
            optional(
                    "swap",
                    ALL,
                    Shape.oneOf(ChoiceFields.SWAPS),
                    ChoiceFields::swap,
                    "Whether an old and a new revision may run side by side."),
            optional("roles", ALL, Shape.TEXTS, ListFields::roles, "Roles that one live extension at most may have."),
            optional("vendoredFrom", ALL, Shape.TEXT, IdentityFields::vendoredFrom, "Where foreign content came from."),
            optional("devFixtures", WITH_UI, Shape.TEXT, PathFields::devFixtures, "A file with data for development."),
            optional("envOverrides", WITH_UI, Shape.OBJECT, EnvOverrides::read, "Variables in place of settings."),
            optional(
                    "migrationsDir",
                    EnumSet.of(Kind.CONNECTOR, Kind.WORKFLOW),
                    Shape.ANY,
                    PathFields::migrationsDir,
                    "A folder with files NNNN-name.sql."),
            optional(
                    "dependencyMode",
                    ALL,
                    Shape.oneOf(ChoiceFields.DEPENDENCY_MODES),
                    ChoiceFields::dependencyMode,
                    "Where libraries are: inline means inside the package."),
            optional("produces", EnumSet.of(Kind.AGENT), Shape.ROWS, ListFields::produces, "Artifacts it makes."),
            optional(
                    "riskLevel",
                    EnumSet.of(Kind.AGENT),
                    Shape.TEXT,
                    ChoiceFields::riskLevel,
                    "How much harm its actions can do."),
            optional("toolAccess", EnumSet.of(Kind.AGENT), Shape.TEXTS, LATER, "The tools it uses."),
            optional("hasApprovalGates", EnumSet.of(Kind.AGENT), Shape.BOOLEAN, LATER, "Whether it asks people."),
            required(
                    "artifact",
                    EnumSet.of(Kind.ARTIFACT),
                    ArtifactShape.of(),
                    ArtifactPayload::judge,
                    "In which forms the artifact comes, and which skills know it."),
            required("workflowVersion", EnumSet.of(Kind.WORKFLOW), Shape.COUNT, LATER, "The version of its graph."));

    /** The codes of fields that have one of their own where they are absent; it takes the place of the usual one. */
    private static final Map<String, ProblemCode> MISSING =
            Map.of("artifact", ProblemCode.ARTIFACT_MISSING, "workflowVersion", ProblemCode.WORKFLOW_VERSION_MISSING);

    /** The same for values of another type. */
    private static final Map<String, ProblemCode> MALFORMED =
            Map.of("artifact", ProblemCode.ARTIFACT_INVALID, "workflowVersion", ProblemCode.WORKFLOW_VERSION_MISSING);

    private static final Map<String, Field> BY_NAME = Collections.unmodifiableMap(byName());

    private FieldTable() {}

    private static Shape texts(List<String> words) {
        return Shape.TEXTS.with("items", JsonObject.of("enum", words));
    }

    private static Map<String, Field> byName() {
        Map<String, Field> fields = new LinkedHashMap<>();
        ROWS.forEach(row -> fields.put(row.name(), row));
        return fields;
    }

    /** Finds the row of a field. */
    static Optional<Field> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    static ProblemCode missing(Field field) {
        return MISSING.getOrDefault(field.name(), ProblemCode.MANIFEST_FIELD_MISSING);
    }

    static ProblemCode malformed(Field field) {
        return MALFORMED.getOrDefault(field.name(), ProblemCode.MANIFEST_FIELD_TYPE);
    }

    /** Tells whether a value counts as absent (MAN-18). */
    static boolean isAbsent(Field field, Node value) {
        return value instanceof Node.Null && field.presence() == Field.Presence.NULLABLE;
    }
}
