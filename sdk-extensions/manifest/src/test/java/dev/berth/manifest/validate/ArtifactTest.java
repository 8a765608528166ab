/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Section 9, kind artifact. */
class ArtifactTest {
    private static final Sample GOOD = Sample.of("artifact");

    private static final JsonObject TEMPLATE =
            JsonObject.of("id", "empty", "form", "file", "mimeType", "text/markdown", "path", "templates/empty.md");

    private static Sample with(String key, Object value) {
        return GOOD.with("artifact", Payloads.artifact().with(key, value));
    }

    private static Sample accepts(Object value) {
        return with("accepts", value);
    }

    @Test
    @DisplayName("MAN-165: the descriptor is there, is an object, and is strict")
    void strict() {
        assertThat(GOOD.host()).isEmpty();
        assertThat(GOOD.without("artifact").host()).containsExactly("E artifact-missing");
        assertThat(GOOD.with("artifact", 7).host()).containsExactly("E artifact-invalid");
        assertThat(with("acepts", 1).problem().text()).contains("near \"accepts\"", "[artifact-invalid]");
        assertThat(with("artifactType", "note").host()).containsExactly("E artifact-invalid");
        assertThat(GOOD.with("artifactType", "note").problem().text())
                .contains("\"artifactType\"", "retired", "[artifact-invalid]");
        assertThat(Sample.of("agent").with("artifactType", "note").host()).containsExactly("W field-unknown");
    }

    @Test
    @DisplayName("MAN-165: an artifact has no flow, in either folder")
    void flow() {
        assertThat(GOOD.file("berth/oas.json", "{}").host()).containsExactly("E artifact-invalid");
        assertThat(GOOD.file("cinatra/oas.json", "{}").host()).containsExactly("E artifact-invalid");
    }

    @Test
    @DisplayName("MAN-166: at least one form, each with its types")
    void forms() {
        assertThat(GOOD.with("artifact", JsonObject.of()).host()).containsExactly("E artifact-accepts");
        assertThat(accepts(JsonObject.of()).host()).containsExactly("E artifact-accepts");
        assertThat(accepts("file").host()).containsExactly("E artifact-accepts");
        assertThat(accepts(Map.of("dashboard", true)).host()).isEmpty();
        assertThat(accepts(Map.of("dashboard", false)).host()).containsExactly("E artifact-accepts");
        assertThat(accepts(Map.of("dashboard", "yes")).host()).containsExactly("E artifact-accepts");
        assertThat(accepts(Map.of("connectorRef", Map.of("resolvedMimeTypes", List.of("a/b"))))
                        .host())
                .isEmpty();
        assertThat(accepts(Map.of("connectorRef", Map.of())).host()).containsExactly("E artifact-accepts");
        assertThat(accepts(Map.of("file", Map.of("mimeTypes", List.of()))).host())
                .containsExactly("E artifact-accepts");
        assertThat(accepts(Map.of("file", Map.of("mimeTypes", List.of("a/b", " "))))
                        .host())
                .containsExactly("E artifact-accepts");
        assertThat(accepts(Map.of("file", Map.of("mimeTypes", List.of("a/b")), "paper", true))
                        .host())
                .containsExactly("E artifact-invalid");
        assertThat(accepts(Map.of("file", Map.of("mimeTypes", List.of("a/b"), "max", 1)))
                        .host())
                .containsExactly("E artifact-invalid");
    }

    @Test
    @DisplayName("MAN-167: satisfies and agentDependencies are texts that are not blank")
    void lists() {
        for (String key : List.of("satisfies", "agentDependencies")) {
            assertThat(with(key, List.of("@acme/x-agent")).host()).isEmpty();
            assertThat(with(key, "x").host()).containsExactly("E artifact-invalid");
            assertThat(with(key, List.of(" ", 1, "x")).host())
                    .containsExactly("E artifact-invalid", "E artifact-invalid");
        }
    }

    @Test
    @DisplayName("MAN-168: templates have all their parts, an id each, and one default a form")
    void templates() {
        Sample files = GOOD.file("templates/empty.md", "");
        assertThat(templates(files, TEMPLATE).host()).isEmpty();
        assertThat(templates(
                                files,
                                TEMPLATE.with("default", true),
                                TEMPLATE.with("id", "b").with("default", false))
                        .host())
                .isEmpty();
        assertThat(templates(files, JsonObject.of()).host()).hasSize(4).containsOnly("E artifact-template");
        assertThat(templates(files, TEMPLATE, TEMPLATE).host()).containsExactly("E artifact-template");
        assertThat(templates(
                                files,
                                TEMPLATE.with("default", true),
                                TEMPLATE.with("id", "b").with("default", true))
                        .host())
                .containsExactly("E artifact-template");
        assertThat(templates(files, TEMPLATE.with("form", "files")).problem().text())
                .contains("near \"file\"", "artifact.templates[0].form");
        assertThat(templates(files, TEMPLATE.with("size", 1)).host()).containsExactly("E artifact-template");
        assertThat(templates(files, TEMPLATE.with("default", "yes")).host()).containsExactly("E artifact-template");
        assertThat(with("templates", List.of(7)).host()).containsExactly("E artifact-template");
        assertThat(with("templates", 7).host()).containsExactly("E artifact-template");
    }

    @Test
    @DisplayName("MAN-168, MAN-23, MAN-24: the file of a template is a file of the package")
    void templatePath() {
        assertThat(templates(GOOD, TEMPLATE).host()).containsExactly("E path-missing");
        assertThat(templates(GOOD, TEMPLATE.with("path", "a/../b.md")).host()).containsExactly("E path-unsafe");
    }

    private static Sample templates(Sample sample, JsonObject... rows) {
        return sample.with("artifact", Payloads.artifact().with("templates", List.of(rows)));
    }

    @Test
    @DisplayName("MAN-169: skills are ids of the catalogue in four roles, never paths")
    void skills() {
        assertThat(with("skills", Map.of("matchers", List.of("@acme/notes-skills:greet", "greet")))
                        .host())
                .isEmpty();
        for (String path : List.of("/s", "./s", "../s", "skills/s/SKILL.md", "s.MD", " ")) {
            assertThat(with("skills", Map.of("authoring", List.of(path))).host())
                    .as(path)
                    .containsExactly("E artifact-skill-ref");
        }
        assertThat(with("skills", Map.of("matcher", List.of())).problem().text())
                .contains("near \"matchers\"");
        assertThat(with("skills", Map.of("enrichers", "greet")).host()).containsExactly("E artifact-skill-ref");
        assertThat(with("skills", List.of()).host()).containsExactly("E artifact-skill-ref");
    }

    @Test
    @DisplayName("MAN-170: the threshold is a number from 0 to 1")
    void threshold() {
        for (Object right : List.of(0, 1, 0.7)) {
            assertThat(with("matcherConfidenceThreshold", right).host()).isEmpty();
        }
        for (Object wrong : List.of(-0.1, 1.1, "0.7", true)) {
            assertThat(with("matcherConfidenceThreshold", wrong).host()).containsExactly("E artifact-threshold");
        }
    }

    @Test
    @DisplayName("MAN-171: of the block's fields only those for artifacts")
    void otherFields() {
        for (String field :
                List.of("uiSurface", "configSchema", "devFixtures", "migrationsDir", "produces", "riskLevel")) {
            assertThat(GOOD.with(field, "x").host()).as(field).containsExactly("E field-not-for-kind");
        }
    }

    @Test
    @DisplayName("MAN-S33: no form, a threshold of 1.5, a path as a skill, a settings form: four problems, four codes")
    void scenario() {
        assertThat(GOOD.with(
                                "artifact",
                                JsonObject.of(
                                        "accepts",
                                        JsonObject.of(),
                                        "matcherConfidenceThreshold",
                                        1.5,
                                        "skills",
                                        JsonObject.of("validators", List.of("./s.md"))))
                        .with("configSchema", JsonObject.of())
                        .host())
                .containsExactlyInAnyOrder(
                        "E artifact-accepts", "E artifact-threshold", "E artifact-skill-ref", "E field-not-for-kind");
    }
}
