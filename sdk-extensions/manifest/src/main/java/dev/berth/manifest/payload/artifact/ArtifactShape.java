/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.payload.artifact;

import dev.berth.manifest.reading.Shape;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The descriptor as JSON Schema, made of the lists by which it is judged (MAN-6). */
public final class ArtifactShape {
    private static final JsonObject TEXT = JsonObject.of("type", "string");
    private static final JsonObject TEXTS = JsonObject.of("type", "array", "items", TEXT);

    private ArtifactShape() {}

    /** Makes the shape. */
    public static Shape of() {
        JsonObject properties = JsonObject.of(
                "accepts", accepts(),
                "satisfies", TEXTS,
                "agentDependencies", TEXTS,
                "templates", JsonObject.of("type", "array", "items", template()),
                "skills", strict(all(SkillIds.ROLES, TEXTS), List.of()),
                "matcherConfidenceThreshold", threshold());
        return Shape.OBJECT
                .with("required", List.of("accepts"))
                .with("additionalProperties", false)
                .with("properties", properties);
    }

    private static JsonObject accepts() {
        JsonObject some = TEXTS.with("minItems", 1);
        JsonObject forms = JsonObject.of(
                "file", strict(JsonObject.of("mimeTypes", some), List.of("mimeTypes")),
                "connectorRef", strict(JsonObject.of("resolvedMimeTypes", some), List.of("resolvedMimeTypes")),
                "dashboard", JsonObject.of("type", "boolean"));
        return strict(forms, List.of()).with("minProperties", 1);
    }

    private static JsonObject template() {
        JsonObject keys = all(Templates.KEYS, TEXT)
                .with("form", JsonObject.of("enum", Accepts.FORMS))
                .with("default", JsonObject.of("type", "boolean"));
        return strict(
                keys,
                Templates.KEYS.stream().filter(key -> !key.equals("default")).toList());
    }

    private static JsonObject threshold() {
        return JsonObject.of("type", "number", "minimum", 0, "maximum", 1)
                .with("default", ArtifactPayload.USUAL_THRESHOLD.doubleValue());
    }

    private static JsonObject all(List<String> keys, JsonObject schema) {
        Map<String, JsonValue> properties = new LinkedHashMap<>();
        keys.forEach(key -> properties.put(key, schema));
        return new JsonObject(properties);
    }

    private static JsonObject strict(JsonObject properties, List<String> required) {
        return JsonObject.of(
                "type", "object", "required", required, "additionalProperties", false, "properties", properties);
    }
}
