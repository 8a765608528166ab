/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.berth.manifest.Kind;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.Phase;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.manifest.json.StrictJson;
import dev.berth.manifest.reading.Shape;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** MAN-6: the shipped schema and the validator are of one table. */
class ManifestSchemaTest {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(ManifestSchema.generate().toString(), InputFormat.JSON);

    private static boolean schemaAccepts(JsonObject manifest) {
        return SCHEMA.validate(manifest.toString(), InputFormat.JSON).isEmpty();
    }

    private static List<ProblemCode> validate(JsonObject manifest) {
        PackageEntries entries = new PackageEntries() {
            @Override
            public Set<String> paths() {
                return Set.of("package.json");
            }

            @Override
            public Optional<byte[]> read(String path) {
                return path.equals("package.json")
                        ? Optional.of(manifest.toString().getBytes(StandardCharsets.UTF_8))
                        : Optional.empty();
            }

            @Override
            public Form form() {
                return Form.FOLDER;
            }
        };
        return new ManifestValidator()
                .validate(entries, Phase.HOST, ManifestPolicy.of("2.2.0")).problems().stream()
                        .filter(Problem::isError)
                        .map(Problem::code)
                        .toList();
    }

    private static JsonObject manifest(Kind kind, JsonObject more) {
        JsonObject block = JsonObject.of("apiVersion", "berth.dev/v1", "kind", kind.toString());
        block = kind == Kind.ARTIFACT
                ? block.with("artifact", JsonObject.of("accepts", JsonObject.of("dashboard", true)))
                : block;
        block = kind == Kind.WORKFLOW ? block.with("workflowVersion", 1) : block;
        for (var member : more.members().entrySet()) {
            block = block.with(member.getKey(), member.getValue());
        }
        return JsonObject.of("name", "@acme/x-" + kind, "version", "1.0.0", "berth", block);
    }

    @Test
    @DisplayName("MAN-6: the shipped file is what the table gives")
    void shippedFile() throws IOException {
        try (InputStream in = ManifestSchema.class.getResourceAsStream(ManifestSchema.RESOURCE)) {
            assertThat(in)
                    .as("write into %s: %s", ManifestSchema.RESOURCE, ManifestSchema.generate())
                    .isNotNull();
            assertThat(StrictJson.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)))
                    .as("write into %s: %s", ManifestSchema.RESOURCE, ManifestSchema.generate())
                    .isEqualTo(ManifestSchema.generate());
        }
    }

    @Test
    @DisplayName("MAN-6: each row means the same in both: its type, its kinds, and whether it must be there")
    void sameVerdicts() {
        for (Field row : FieldTable.ROWS) {
            for (Kind kind : Kind.values()) {
                JsonObject wrong = manifest(kind, JsonObject.of(row.name(), wrongFor(row)));
                boolean judgedByType = validate(wrong).stream()
                        .anyMatch(code -> code == FieldTable.malformed(row) || code == ProblemCode.FIELD_NOT_FOR_KIND);
                if (!row.shape().equals(Shape.ANY) || !row.kinds().contains(kind)) {
                    assertThat(judgedByType)
                            .as("validator: %s for %s", row.name(), kind)
                            .isTrue();
                    assertThat(schemaAccepts(wrong))
                            .as("schema: %s for %s", row.name(), kind)
                            .isFalse();
                }
            }
        }
    }

    @Test
    @DisplayName(
            "MAN-6: the schema accepts a small manifest of each kind, with either block, and null where it means absent")
    void accepts() {
        for (Kind kind : Kind.values()) {
            JsonObject small = manifest(kind, JsonObject.of("x-mine", 1, "serverEntry", Optional.empty()));
            assertThat(SCHEMA.validate(small.toString(), InputFormat.JSON))
                    .as(kind.toString())
                    .isEmpty();
        }
        String alias = manifest(Kind.AGENT, JsonObject.of())
                .toString()
                .replace("\"berth\":", "\"cinatra\":")
                .replace("berth.dev/v1", "cinatra.ai/v1");
        assertThat(SCHEMA.validate(alias, InputFormat.JSON)).isEmpty();
        String nulls =
                manifest(Kind.AGENT, JsonObject.of("logo", "LOGO")).toString().replace("\"LOGO\"", "null");
        assertThat(SCHEMA.validate(nulls, InputFormat.JSON)).isEmpty();
    }

    @Test
    @DisplayName(
            "MAN-6, MAN-13 to MAN-15, MAN-51: the schema refuses both blocks, none, a foreign version and migrations")
    void refuses() {
        JsonObject good = manifest(Kind.AGENT, JsonObject.of());
        assertThat(schemaAccepts(good.with("cinatra", JsonObject.of()))).isFalse();
        assertThat(schemaAccepts(JsonObject.of("name", "@acme/x-agent", "version", "1.0.0")))
                .isFalse();
        assertThat(schemaAccepts(manifest(Kind.AGENT, JsonObject.of("apiVersion", "cinatra.ai/v1"))))
                .isFalse();
        assertThat(schemaAccepts(manifest(Kind.AGENT, JsonObject.of("migrations", List.of()))))
                .isFalse();
    }

    @Test
    @DisplayName("MAN-6, MAN-165 to MAN-170: the schema and the validator agree on descriptors of artifacts")
    void artifacts() {
        JsonObject file = JsonObject.of("file", JsonObject.of("mimeTypes", List.of("text/plain")));
        JsonObject good = JsonObject.of("accepts", file);
        JsonObject template =
                JsonObject.of("id", "a", "form", "file", "mimeType", "text/plain", "path", "package.json");
        for (JsonObject right : List.of(
                good,
                good.with("skills", JsonObject.of("authoring", List.of("@acme/a-skills:b"))),
                good.with("templates", List.of(template.with("default", true))),
                good.with("matcherConfidenceThreshold", 1))) {
            assertThat(sameVerdict(right)).as("%s", right).contains(true);
        }
        for (JsonObject wrong : List.of(
                JsonObject.of(),
                good.with("artifactType", "x"),
                JsonObject.of("accepts", JsonObject.of()),
                JsonObject.of("accepts", JsonObject.of("file", JsonObject.of("mimeTypes", List.of()))),
                good.with("satisfies", List.of(1)),
                good.with("skills", JsonObject.of("readers", List.of())),
                good.with("templates", List.of(template.with("form", "paper"))),
                good.with("matcherConfidenceThreshold", 1.5))) {
            assertThat(sameVerdict(wrong)).as("%s", wrong).contains(false);
        }
    }

    /** Returns what both say, if they say the same. */
    private static Optional<Boolean> sameVerdict(JsonObject artifact) {
        JsonObject manifest = manifest(Kind.ARTIFACT, JsonObject.of("artifact", artifact));
        boolean schema = schemaAccepts(manifest);
        return schema == validate(manifest).isEmpty() ? Optional.of(schema) : Optional.empty();
    }

    private static Object wrongFor(Field row) {
        return row.shape().fits().test(new Node.Text("x", Place.START)) ? 7 : "x";
    }
}
