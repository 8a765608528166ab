/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.conformance.GateRun;
import dev.berth.conformance.Neighbours.Neighbour;
import dev.berth.conformance.SubjectBuilder;
import dev.berth.conformance.bytecode.Compiled;
import dev.berth.manifest.ExtensionManifest.Provides;
import dev.berth.manifest.Kind;
import dev.berth.manifest.Phase;
import dev.berth.manifest.SemVer;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** gates.md, section 8. */
final class DependenciesGateTest {
    private static final String MAIL = "@acme/mail-connector";

    private static GateRun run(SubjectBuilder subject) {
        return subject.run(new DependenciesGate());
    }

    private static Neighbour neighbour(String id, String javaPackage, String primitive, String capability) {
        return new Neighbour(
                ExtensionId.of(id),
                Kind.CONNECTOR,
                javaPackage.isEmpty() ? Set.of() : Set.of(javaPackage),
                primitive.isEmpty() ? Set.of() : Set.of(primitive),
                capability.isEmpty()
                        ? List.of()
                        : List.of(new Provides(capability, SemVer.parse("1.0.0").orElseThrow())),
                Optional.empty());
    }

    private static SubjectBuilder edge(SubjectBuilder subject, String requirement, String type) {
        JsonObject range = JsonObject.of("kind", "semver-range", "range", "^1");
        return subject.block(
                "dependencies",
                List.of(JsonObject.of(
                        "packageName",
                        MAIL,
                        "edgeType",
                        type,
                        "versionConstraint",
                        range,
                        "requirement",
                        requirement)));
    }

    private static SubjectBuilder usesClasses() {
        byte[] bytes = Compiled.classes(
                        "com.mail.api.Mail",
                        "package com.mail.api; public class Mail { }",
                        "a.A",
                        "package a; class A { Object x() { return new com.mail.api.Mail(); } }")
                .get("a/A.class");
        return SubjectBuilder.connector().file("a/A.class", bytes).neighbour(neighbour(MAIL, "com.mail.api", "", ""));
    }

    @Test
    @DisplayName("GATE-S22 GATE-100 GATE-101 classes of another extension need a required runtime edge")
    void classes() {
        var problem = run(usesClasses()).problem();
        assertThat(problem.text())
                .contains(
                        "needs an edge to @acme/mail-connector in \"dependencies\", since it uses its Java package com.mail.api")
                .contains("[dependency-undeclared]", "a/A.class");
        assertThat(run(edge(usesClasses(), "optional", "runtime")).codes())
                .containsExactly("GATE-101 dependency-too-weak");
        assertThat(run(edge(usesClasses(), "required", "peer")).codes())
                .containsExactly("GATE-101 dependency-too-weak");
        assertThat(run(edge(usesClasses(), "required", "runtime")).codes()).isEmpty();
        assertThat(run(edge(usesClasses(), "optional", "runtime")
                                .file(
                                        "META-INF/MANIFEST.MF",
                                        "Manifest-Version: 1.0\nImport-Package: com.mail.api;resolution:=optional\n\n"))
                        .codes())
                .isEmpty();
    }

    @Test
    @DisplayName("GATE-100 GATE-104 extensions that a payload names, and those it only mentions")
    void payload() {
        assertThat(run(SubjectBuilder.of("@acme/note-artifact", "1.0.0", "artifact")
                                .block("artifact", JsonObject.of("agentDependencies", List.of("@acme/a-agent"))))
                        .codes())
                .containsExactly("GATE-100 dependency-undeclared");
        String oas = """
                {"component_type": "Flow", "$referenced_components": {
                  "child": {"component_type": "AgentNode", "metadata": {"berth": {"package": "@acme/a-agent"}}},
                  "talk": {"component_type": "LlmNode", "prompt_template": "Ask @acme/mail-connector first"}}}
                """;
        assertThat(run(SubjectBuilder.of("@acme/own-agent", "1.0.0", "agent")
                                .file("berth/oas.json", oas)
                                .neighbour(neighbour(MAIL, "", "", "")))
                        .codes())
                .containsExactlyInAnyOrder("GATE-100 dependency-undeclared", "GATE-104 dependency-candidate");
    }

    @Test
    @DisplayName("GATE-102 GATE-103 constants handed to the SDK are declared")
    void calls() {
        assertThat(run(Compiled.register("ctx.capabilities().resolveProviders(\"mail-send\");"))
                        .codes())
                .containsExactly("GATE-102 capability-use-undeclared");
        assertThat(run(Compiled.register("ctx.capabilities().resolveProviders(\"mail-send\", Runnable.class);")
                                .block("dependencies", List.of(JsonObject.of("capability", "mail-send"))))
                        .codes())
                .isEmpty();
        assertThat(run(Compiled.register("ctx.capabilities().resolveProviders(\"host:clock\");"))
                        .codes())
                .isEmpty();
        assertThat(run(Compiled.register("ctx.mcp().callPrimitive(\"mail_send\", new JsonNull());"))
                        .codes())
                .containsExactly("GATE-103 primitive-use-undeclared");
        assertThat(run(Compiled.register("ctx.mcp().registerTool(new McpTool(\"own\", java.util.Optional.empty(),"
                                + " java.util.Optional.empty(), i -> i));"
                                + " ctx.mcp().callPrimitive(\"own\", new JsonNull());"))
                        .codes())
                .isEmpty();
        assertThat(run(SubjectBuilder.of("@acme/own-agent", "1.0.0", "agent")
                                .file(
                                        "berth/oas.json",
                                        "{\"$referenced_components\": {\"t\": {\"component_type\": \"ServerTool\", \"name\": \"mail_send\"}}}"))
                        .codes())
                .containsExactly("GATE-103 primitive-use-undeclared");
    }

    @Test
    @DisplayName("GATE-S23 GATE-105 to GATE-109 the owner of what is consumed")
    void consumes() {
        assertThat(run(consuming("mail_send", "required")).codes())
                .containsExactly("GATE-106 consume-required-undeclared");
        assertThat(run(consuming("mail_send", "optional")).codes())
                .containsExactly("GATE-107 consume-optional-undeclared");
        assertThat(run(edge(consuming("mail_send", "required"), "required", "peer"))
                        .codes())
                .containsExactly("GATE-108 consume-edge-too-weak");
        assertThat(run(edge(consuming("mail_send", "required"), "optional", "runtime"))
                        .codes())
                .containsExactly("GATE-108 consume-edge-too-weak");
        assertThat(run(edge(consuming("mail_send", "optional"), "optional", "runtime"))
                        .codes())
                .isEmpty();
        assertThat(run(edge(consuming("mail_send", "required"), "required", "runtime"))
                        .codes())
                .isEmpty();
        assertThat(run(consuming("mail_sent", "required")).problem().text())
                .contains("[consume-owner-unknown]", "near \"mail_send\"");
        assertThat(run(consuming("host:clock", "required")).codes()).isEmpty();
        assertThat(run(consuming("own", "required")
                                .file("com/acme/crm/Entry.class", ownTool().get("com/acme/crm/Entry.class")))
                        .codes())
                .isEmpty();
    }

    @Test
    @DisplayName("GATE-109 a host may lack the owner of what is optional")
    void optionalOwnerInHost() {
        assertThat(run(consuming("other", "optional").phase(Phase.HOST))
                        .problem()
                        .isError())
                .isFalse();
        assertThat(run(consuming("other", "required").phase(Phase.HOST))
                        .problem()
                        .isError())
                .isTrue();
    }

    private static Map<String, byte[]> ownTool() {
        return Compiled.classes(
                Compiled.ENTRY,
                dev.berth.fixtures.EntrySource.of(Compiled.ENTRY)
                        .tool("own", "input")
                        .text());
    }

    private static SubjectBuilder consuming(String primitive, String requirement) {
        return SubjectBuilder.connector()
                .block("consumes", List.of(JsonObject.of("primitive", primitive, "requirement", requirement)))
                .neighbour(neighbour(MAIL, "", "mail_send", ""));
    }

    @Test
    @DisplayName("GATE-110 a blocking edge that nothing justifies")
    void unused() {
        assertThat(run(edge(SubjectBuilder.connector().neighbour(neighbour(MAIL, "", "", "")), "required", "runtime"))
                        .codes())
                .containsExactly("GATE-110 dependency-unused");
        assertThat(run(edge(SubjectBuilder.connector(), "optional", "runtime")).codes())
                .isEmpty();
    }

    @Test
    @DisplayName("GATE-S24 GATE-111 a required edge to one of two providers")
    void onProvider() {
        SubjectBuilder one = SubjectBuilder.connector().neighbour(neighbour(MAIL, "", "", "mail-send"));
        assertThat(run(edge(one, "required", "runtime")).codes()).containsExactly("GATE-110 dependency-unused");
        SubjectBuilder two = one.neighbour(neighbour("@other/smtp-connector", "", "", "mail-send"));
        assertThat(run(edge(two, "required", "runtime")).problem().text())
                .contains("@other/smtp-connector provides it too", "[dependency-on-provider]");
    }

    @Test
    @DisplayName("GATE-112 provides and registerProvider agree")
    void provides() {
        List<JsonObject> row = List.of(JsonObject.of("capability", "mail-send", "version", "1.0.0"));
        assertThat(run(Compiled.register("ctx.capabilities().registerProvider(\"mail-send\", this);"))
                        .codes())
                .containsExactly("GATE-112 capability-undeclared");
        assertThat(run(Compiled.register("").block("provides", row)).codes())
                .containsExactly("GATE-112 capability-never-provided");
        assertThat(run(Compiled.register("ctx.capabilities().registerProvider(\"mail-send\", new Object());")
                                .block("provides", row))
                        .codes())
                .isEmpty();
        assertThat(run(Compiled.register("ctx.capabilities().registerProvider(ctx.abiVersion(), this);")
                                .block("provides", row))
                        .codes())
                .as("what is registered is not proven")
                .isEmpty();
    }
}
