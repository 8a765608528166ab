/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.Kind;
import dev.berth.manifest.Phase;
import dev.berth.sdk.value.JsonNull;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Packages with the alias block, made after the shape of those that are published: read, classified, and told what is odd. */
class AliasPackagesTest {
    private static Sample published(String kind) {
        return Sample.of(kind).without("sdkAbiRange").alias();
    }

    @Test
    @DisplayName("MAN-16, MAN-17, MAN-21, MAN-22: an agent with fields of its host and of later versions is an agent")
    void agent() {
        Sample agent = published("agent")
                .file("cinatra/oas.json", Payloads.oas().replace("\"berth\"", "\"cinatra\""))
                .with("fieldRenderers", List.of(JsonObject.of("id", "x", "kind", "y")))
                .with("sourceTemplateId", "greet-flow")
                .with("sourceVersionId", "1")
                .with("ownerOrgId", new JsonNull())
                .with("packageType", "agent")
                .with("manifestVersion", 1)
                .with("riskLevel", "low")
                .with("toolAccess", List.of())
                .with("hasApprovalGates", true)
                .with("consumes", List.of())
                .with(
                        "produces",
                        List.of(JsonObject.of("extension", "@acme/mail-artifacts", "objectTypeId", "@acme/m:b")));
        assertThat(agent.host())
                .containsExactlyInAnyOrder(
                        "W field-reserved",
                        "W field-host-only",
                        "W field-host-only",
                        "W field-host-only",
                        "W field-unknown",
                        "W field-unknown",
                        "W field-unknown");
        assertThat(agent.validate(Phase.HOST).manifest().orElseThrow().kind()).isEqualTo(Kind.AGENT);
    }

    @Test
    @DisplayName("MAN-187: a workflow in the alias namespace is a workflow")
    void workflow() {
        Sample workflow = published("workflow")
                .file(
                        "cinatra/workflow.bpmn",
                        Payloads.bpmn().replace("https://berth.dev/schema", "http://cinatra.ai/schema"))
                .file("cinatra/dashboard.json", "{}")
                .with("roles", List.of("blog-operator-dashboard"));
        assertThat(workflow.host()).isEmpty();
        assertThat(workflow.validate(Phase.HOST).manifest().orElseThrow().kind())
                .isEqualTo(Kind.WORKFLOW);
    }

    @Test
    @DisplayName("MAN-62: a connector that is written in JavaScript is told so, and nothing else keeps it out")
    void connector() {
        assertThat(Sample.connector()
                        .alias()
                        .with("serverEntry", "./register")
                        .root("dependencies", JsonObject.of("clsx", "^2"))
                        .host())
                .containsExactlyInAnyOrder("W npm-dependencies-ignored", "E server-entry-javascript");
    }

    @Test
    @DisplayName("MAN-31, MAN-165: an artifact by another name, with keys that this version does not read")
    void artifact() {
        Sample artifact = published("artifact").root("name", "@acme/mail-artifacts");
        assertThat(artifact.host()).containsExactly("W extension-id-suffix");
        assertThat(artifact.with(
                                "artifact",
                                Payloads.artifact()
                                        .with("objectTypes", List.of())
                                        .with("ui", JsonObject.of()))
                        .host())
                .containsExactly("W extension-id-suffix", "E artifact-invalid", "E artifact-invalid");
    }

    @Test
    @DisplayName("MAN-177: a skill whose name is not that of its folder")
    void skill() {
        assertThat(published("skill")
                        .file(
                                "skills/trigger/SKILL.md",
                                "---\nname: trigger-agent\ndescription: Sets a trigger.\n---\n")
                        .host())
                .containsExactly("E skill-name");
    }
}
