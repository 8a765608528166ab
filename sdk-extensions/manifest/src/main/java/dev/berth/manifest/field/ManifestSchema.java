/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.field;

import dev.berth.manifest.Kind;
import dev.berth.manifest.reading.Words;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema of {@code package.json}, made of the field table (MAN-6). It helps while typing; it refuses nothing that the
 * validator accepts, and leaves to it what a schema cannot say.
 */
public final class ManifestSchema {
    /** Where the shipped file stands on the class path. */
    public static final String RESOURCE = "/dev/berth/manifest/manifest.schema.json";

    private static final String ID = "https://berth.dev/schema/manifest/v1";

    private ManifestSchema() {}

    /** Makes the schema, draft 2020-12. */
    public static JsonObject generate() {
        JsonObject properties = JsonObject.of(
                "name", JsonObject.of("type", "string", "description", "The id, @scope/slug-kind."),
                "version", JsonObject.of("type", "string", "description", "Strict SemVer without a build part."),
                "license", JsonObject.of("description", "An SPDX expression."),
                "description", JsonObject.of("type", "string", "description", "What the extension does."));
        List<JsonObject> oneBlock = new ArrayList<>();
        for (String block : List.of("berth", "cinatra")) {
            String version = IdentityFields.API_VERSIONS.getOrDefault(block, "");
            properties = properties.with(
                    block,
                    JsonObject.of(
                            "$ref",
                            "#/$defs/block",
                            "properties",
                            Map.of("apiVersion", JsonObject.of("const", version))));
            oneBlock.add(JsonObject.of("required", List.of(block)));
        }
        return JsonObject.of(
                "$schema",
                "https://json-schema.org/draft/2020-12/schema",
                "$id",
                ID,
                "title",
                "Manifest of a Berth extension",
                "type",
                "object",
                "required",
                List.of("name", "version"),
                "properties",
                properties,
                "oneOf",
                oneBlock,
                "$defs",
                JsonObject.of("block", block()));
    }

    private static JsonObject block() {
        Map<String, JsonValue> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        List<JsonObject> byKind = new ArrayList<>();
        for (Field row : FieldTable.ROWS) {
            properties.put(row.name(), property(row));
            boolean everywhere = row.kinds().equals(Field.ALL);
            if (everywhere && row.presence() == Field.Presence.REQUIRED) {
                required.add(row.name());
            }
            if (!everywhere) {
                byKind.add(onlyFor(row));
            }
        }
        properties.put(
                "migrations", JsonObject.of("not", JsonObject.of(), "description", "Retired; use migrationsDir."));
        return JsonObject.of(
                "type", "object", "required", required, "properties", new JsonObject(properties), "allOf", byKind);
    }

    private static JsonObject property(Field row) {
        JsonObject described = row.shape().schema().with("description", row.about());
        return row.presence() == Field.Presence.NULLABLE
                ? JsonObject.of("anyOf", List.of(row.shape().schema(), JsonObject.of("type", "null")))
                        .with("description", row.about())
                : described;
    }

    /** Kinds that do not take the field must not have it; those that need it must (MAN-18, MAN-20). */
    private static JsonObject onlyFor(Field row) {
        List<String> kinds = Arrays.stream(Kind.values())
                .filter(row.kinds()::contains)
                .map(Kind::toString)
                .toList();
        List<String> others =
                Words.KINDS.stream().filter(kind -> !kinds.contains(kind)).toList();
        JsonObject has = JsonObject.of("required", List.of(row.name()));
        JsonObject rule = JsonObject.of("if", kindIs(others), "then", JsonObject.of("not", has));
        return row.presence() == Field.Presence.REQUIRED
                ? rule.with("else", JsonObject.of("if", kindIs(kinds), "then", has))
                : rule;
    }

    private static JsonObject kindIs(List<String> kinds) {
        return JsonObject.of("required", List.of("kind"), "properties", Map.of("kind", JsonObject.of("enum", kinds)));
    }
}
