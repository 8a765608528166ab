/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.Kind;
import dev.berth.manifest.ManifestDetails;
import dev.berth.manifest.ManifestPolicy;
import dev.berth.manifest.Phase;
import dev.berth.sdk.problem.Blame;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonNull;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sections 3 and 4: fields beside and in the block. */
class BlockFieldsTest {
    private static final Sample GOOD = Sample.connector();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "crm-connector",
                "@a/x-connector",
                "@Acme/x-connector",
                "@acme/",
                "@acme/-x-connector",
                "@acme/x/y",
                ""
            })
    @DisplayName("MAN-30: the form of ids")
    void id(String name) {
        assertThat(GOOD.root("name", name).host()).containsExactly("E extension-id-invalid");
    }

    @Test
    @DisplayName("MAN-30: without an id the subject is the file")
    void subjectWithoutId() {
        assertThat(GOOD.root("name", "x").problem().text())
                .startsWith("The package needs \"name\" to be @scope/slug-kind");
        assertThat(GOOD.withoutRoot("name").host()).containsExactly("E manifest-field-missing");
    }

    @Test
    @DisplayName("MAN-31: the suffix is the kind; -skills is fine; policy may except an id")
    void suffix() {
        Sample other = GOOD.root("name", "@acme/crm-agent");
        assertThat(other.check()).containsExactly("E extension-id-suffix");
        assertThat(other.host()).containsExactly("W extension-id-suffix");
        assertThat(other.validate(Phase.HOST).manifest().orElseThrow().kind()).isEqualTo(Kind.CONNECTOR);
        ManifestPolicy policy =
                new ManifestPolicy("2.2.0", Set.of(ExtensionId.of("@acme/crm-agent")), Map.of(), Set.of());
        assertThat(new ManifestValidator().validate(other, Phase.CHECK, policy).problems())
                .isEmpty();
        assertThat(Sample.of("skill").root("name", "@acme/my-skills").host()).containsExactly("E skill-missing");
    }

    @Test
    @DisplayName("MAN-32: the scope must be allowed for the kind; the operator is to blame")
    void scope() {
        ManifestPolicy policy =
                new ManifestPolicy("2.2.0", Set.of(), Map.of(Kind.CONNECTOR, Set.of("other")), Set.of());
        Problem problem = new ManifestValidator()
                .validate(GOOD, Phase.HOST, policy)
                .problems()
                .get(0);
        assertThat(problem.code()).hasToString("scope-not-allowed");
        assertThat(problem.blame()).isEqualTo(Blame.OPERATOR);
        assertThat(problem.summary()).contains("kind connector: other; found @acme");
    }

    @Test
    @DisplayName(
            "MAN-33 to MAN-37, LIFE-160: version, licence, description, npm dependencies; what is of a working copy is not published")
    void besideTheBlock() {
        assertThat(GOOD.root("version", "1.4").host()).containsExactly("E version-invalid");
        assertThat(GOOD.root("version", "0.0.0-dev.7").host()).isEmpty();
        assertThat(GOOD.root("version", "0.0.0-dev.7").publish()).containsExactly("E version-dev");
        assertThat(GOOD.withoutRoot("license").host()).containsExactly("W license-missing");
        assertThat(GOOD.withoutRoot("license").check()).containsExactly("E license-missing");
        for (String good : List.of(
                "MIT", "(MIT OR Apache-2.0) AND LicenseRef-x", "GPL-2.0-or-later WITH Classpath-exception-2.0")) {
            assertThat(GOOD.root("license", good).check()).as(good).isEmpty();
        }
        for (String bad :
                List.of("UNLICENSED", "SEE LICENSE IN x", "Apache 2", "(MIT", "MIT OR", "MIT)", "https://x/y")) {
            assertThat(GOOD.root("license", bad).check()).as(bad).containsExactly("E license-invalid");
        }
        assertThat(GOOD.withoutRoot("description").check()).containsExactly("W description-missing");
        assertThat(GOOD.withoutRoot("description").publish()).containsExactly("E description-missing");
        assertThat(GOOD.root("description", "😀".repeat(2048)).publish()).isEmpty();
        assertThat(GOOD.root("description", "x".repeat(2049)).publish()).containsExactly("E description-missing");
        assertThat(GOOD.root("dependencies", Map.of()).host()).isEmpty();
        assertThat(GOOD.root("optionalDependencies", Map.of("x", "1")).host())
                .containsExactly("W npm-dependencies-ignored");
        assertThat(GOOD.root("scripts", Map.of("postinstall", "x")).host()).isEmpty();
    }

    @Test
    @DisplayName("MAN-39: the record of publishing must match")
    void published() {
        String good = "{\"name\": \"@acme/crm-connector\", \"version\": \"1.4.0\", \"payloadDigest\": \"sha256:1\"}";
        assertThat(GOOD.file(".berth-published.json", good).host()).isEmpty();
        assertThat(GOOD.file(".cinatra-published.json", good.replace("1.4.0", "1.4.1"))
                        .host())
                .containsExactly("E provenance-mismatch");
        assertThat(GOOD.file(".berth-published.json", "{").host()).containsExactly("E provenance-mismatch");
        assertThat(GOOD.file(".berth-published.json", "{}").host()).hasSize(3);
    }

    @Test
    @DisplayName("MAN-40: a kind that is none is refused, never guessed")
    void kind() {
        assertThat(GOOD.with("kind", "conector").problem().text())
                .startsWith(
                        "@acme/crm-connector 1.4.0 needs \"kind\" to be agent, connector, artifact, skill or workflow;"
                                + " found \"conector\", near \"connector\".");
    }

    @Test
    @DisplayName("MAN-41, MAN-42, MAN-57: values that are dropped with a warning")
    void dropped() {
        assertThat(GOOD.with("displayName", " CRM ")
                        .validate(Phase.HOST)
                        .manifest()
                        .orElseThrow()
                        .displayName())
                .contains("CRM");
        assertThat(GOOD.with("displayName", " ").host()).containsExactly("W field-ignored");
        assertThat(GOOD.with("displayName", "x".repeat(81)).host()).containsExactly("W field-ignored");
        assertThat(GOOD.with("vendor", Map.of("key", "a", "name", "A")).host()).isEmpty();
        assertThat(GOOD.with("vendor", Map.of("key", "a")).host()).containsExactly("W field-ignored");
        assertThat(GOOD.with("vendor", "Acme").host()).containsExactly("E manifest-field-type");
        assertThat(Sample.of("agent").with("riskLevel", "none").host()).containsExactly("W field-ignored");
        assertThat(Sample.of("agent")
                        .with("toolAccess", List.of("a"))
                        .with("hasApprovalGates", true)
                        .host())
                .isEmpty();
    }

    @Test
    @DisplayName("MAN-43: a logo can only draw")
    void logo() {
        String svg =
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><path d=\"M0 0\" fill=\"url(#a)\"/></svg>";
        Sample with = GOOD.with("logo", "logo.svg");
        assertThat(with.host()).containsExactly("E path-missing");
        assertThat(with.file("logo.svg", svg).host()).isEmpty();
        assertThat(with.file("logo.svg", "<?xml version=\"1.0\"?><!-- x -->" + svg)
                        .host())
                .isEmpty();
        for (String bad : List.of(
                "",
                "x",
                "<html/>",
                "<svg><script/></svg>",
                "<svg onload=\"x\"/>",
                "<svg><path onclick=\"x\"/></svg>",
                "<!DOCTYPE svg [<!ENTITY x \"y\">]><svg>&x;</svg>",
                "<svg><![CDATA[x]]></svg>",
                "<svg>&nbsp;</svg>",
                "<svg xmlns:a=\"b\"><a:path/></svg>",
                "<svg xmlns:xlink=\"x\"><path xlink:href=\"#a\"/></svg>",
                "<svg><path fill=\"url(http://x/y)\"/></svg>",
                "<svg><image/></svg>",
                "<svg><path style=\"x\"/></svg>",
                "<?php x?><svg/>",
                "<svg>",
                "<svg/>" + " ".repeat(16 * 1024))) {
            assertThat(with.file("logo.svg", bad).host()).as(bad).containsExactly("W logo-invalid");
        }
        assertThat(GOOD.with("logo", "a.png").file("a.png", svg).host()).containsExactly("W logo-invalid");
    }

    @Test
    @DisplayName("MAN-44 to MAN-46, MAN-53, MAN-58: words of lists, roles and origins")
    void words() {
        assertThat(GOOD.with("visibility", "workspace").host()).isEmpty();
        assertThat(GOOD.with("visibility", "public").host()).containsExactly("E visibility-unknown");
        assertThat(GOOD.with("swap", "exclusive")
                        .validate(Phase.HOST)
                        .manifest()
                        .orElseThrow()
                        .exclusiveSwap())
                .isTrue();
        assertThat(GOOD.with("swap", "paralel").problem().text()).contains("near \"parallel\"");
        assertThat(GOOD.with("dependencyMode", "closure").host()).containsExactly("E feature-reserved");
        assertThat(GOOD.with("dependencyMode", "x").host()).containsExactly("E manifest-field-type");
        assertThat(GOOD.with("roles", List.of("mail-sender", "Mail", "mail-sender"))
                        .host())
                .containsExactly("E role-invalid", "E role-invalid");
        for (String good : List.of("https://example.com/x", "pkg:npm/left-pad@1.3.0", "git+https://x.org/y.git")) {
            assertThat(GOOD.with("vendoredFrom", good).host()).as(good).isEmpty();
        }
        for (String bad : List.of("", " ", "left-pad", "/x", "not a url", "pkg:")) {
            assertThat(GOOD.with("vendoredFrom", bad).host()).as(bad).containsExactly("E manifest-field-type");
        }
    }

    @Test
    @DisplayName("MAN-S14, MAN-23, MAN-24, MAN-47: paths")
    void paths() {
        for (String bad : List.of("a/../b.json", "/abs", "..", "a\\b", "C:/x", "C:x", "a\u0000b")) {
            assertThat(GOOD.with("devFixtures", bad).host()).as(bad).contains("E path-unsafe");
        }
        assertThat(GOOD.with("devFixtures", "link.json").host()).containsExactly("E path-missing");
        assertThat(GOOD.with("devFixtures", "./dev.json").file("dev.json", "").host())
                .isEmpty();
        assertThat(GOOD.with("devFixtures", "a..b").file("a..b", "").host()).isEmpty();
    }

    @Test
    @DisplayName("MAN-48: variables have the extension's own namespace; a bad row is dropped, the others stay")
    void envOverrides() {
        Sample some = GOOD.with(
                "envOverrides",
                JsonObject.of(
                        "BERTH_EXT_ACME_SCRM_HCONNECTOR__TOKEN", "secrets:token",
                        "CRM_TOKEN", "secrets:token",
                        "BERTH_EXT_ACME_SCRM_HCONNECTOR__URL", "config:url"));
        assertThat(some.host()).containsExactly("W env-override-rejected", "W env-override-rejected");
        ManifestDetails details =
                some.validate(Phase.HOST).manifest().orElseThrow().details();
        assertThat(details.envOverrides())
                .containsExactly(Map.entry("BERTH_EXT_ACME_SCRM_HCONNECTOR__TOKEN", "secrets:token"));
        ManifestPolicy policy =
                new ManifestPolicy("2.2.0", Set.of(), Map.of(), Set.of(ExtensionId.of("@acme/crm-connector")));
        assertThat(new ManifestValidator().validate(some, Phase.HOST, policy).problems())
                .hasSize(1);
    }

    @Test
    @DisplayName("MAN-S15, MAN-49, MAN-51: every value declares migrations")
    void migrations() {
        assertThat(GOOD.with("migrations", List.of()).host()).containsExactly("E migrations-retired");
        assertThat(GOOD.with("migrations", new JsonNull()).host()).containsExactly("E migrations-retired");
        for (Object bad : List.of(" ", 7, new JsonNull(), List.of(), "empty")) {
            assertThat(GOOD.with("migrationsDir", bad).host())
                    .as(bad.toString())
                    .containsExactly("E migrations-malformed");
        }
        Sample good = GOOD.with("migrationsDir", "db").file("db/0001-a.sql", "");
        assertThat(good.host()).isEmpty();
        assertThat(good.validate(Phase.HOST).manifest().orElseThrow().details().migrationsDir())
                .contains("db");
        assertThat(good.file("db/0001-b.sql", "").host()).containsExactly("E migrations-malformed");
        assertThat(good.file("db/README.md", "").host()).containsExactly("E migrations-malformed");
        assertThat(good.file("db/sub/0002-b.sql", "").host()).containsExactly("E migrations-malformed");
        assertThat(GOOD.with("migrationsDir", "../db").host()).containsExactly("E path-unsafe");
    }

    @Test
    @DisplayName("MAN-52, MAN-54: consumes and produces")
    void lists() {
        assertThat(GOOD.with("consumes", List.of()).host()).isEmpty();
        assertThat(GOOD.with("consumes", List.of(Map.of("primitive", "a", "requirement", "required")))
                        .host())
                .isEmpty();
        assertThat(GOOD.with(
                                "consumes",
                                List.of(
                                        JsonObject.of("primitive", "a", "requirement", "required"),
                                        JsonObject.of("primitive", "a", "requirement", "sometimes"),
                                        JsonObject.of("primitive", " "),
                                        7))
                        .host())
                .hasSize(5)
                .allMatch("E consumes-invalid"::equals);
        Sample agent = Sample.of("agent");
        assertThat(agent.with("produces", List.of(Map.of("extension", "@acme/report-artifact")))
                        .host())
                .isEmpty();
        assertThat(agent.with("produces", List.of(Map.of("extension", "@acme/report-agent")))
                        .host())
                .containsExactly("E produces-invalid");
        assertThat(agent.with("produces", List.of(Map.of("extension", "@acme/mail-artifacts")))
                        .host())
                .as("an id by another name may be excepted, MAN-31")
                .isEmpty();
        assertThat(agent.with("produces", List.of(Map.of("extension", "report")))
                        .host())
                .containsExactly("E produces-invalid");
    }

    @Test
    @DisplayName("MAN-S38, MAN-55, MAN-56: UI surfaces")
    void uiSurface() {
        assertThat(GOOD.with("uiSurface", "bundled-react").host()).containsExactly("E ui-assets-missing");
        Sample bundled = GOOD.with("uiSurface", "bundled-react").file("ui/index.html", "");
        assertThat(bundled.validate(Phase.HOST)
                        .manifest()
                        .orElseThrow()
                        .details()
                        .uiSurface())
                .contains("bundled");
        assertThat(GOOD.validate(Phase.HOST).manifest().orElseThrow().details().uiSurface())
                .contains("schema-config");
        assertThat(GOOD.without("configSchema")
                        .with("uiSurface", "schema-config")
                        .host())
                .containsExactly("W connector-empty", "E config-schema-missing");
        assertThat(GOOD.with("uiSurface", "react").host()).containsExactly("E ui-surface-unknown");
    }

    @Test
    @DisplayName("MAN-18: fields that only one kind needs")
    void requiredByKind() {
        assertThat(Sample.of("artifact").without("artifact").host()).containsExactly("E artifact-missing");
        assertThat(Sample.of("workflow").without("workflowVersion").host())
                .containsExactly("E workflow-version-missing");
        assertThat(Sample.of("workflow").host()).isEmpty();
    }

    @Test
    @DisplayName("MAN-185: workflowVersion is an integer of at least 1")
    void workflowVersion() {
        for (Object wrong : List.of(1.5, 0, -1, "1", List.of(), true)) {
            assertThat(Sample.of("workflow").with("workflowVersion", wrong).host())
                    .as("%s", wrong)
                    .containsExactly("E workflow-version-missing");
        }
        assertThat(Sample.of("workflow").with("workflowVersion", 7).host()).isEmpty();
        assertThat(Sample.of("agent").with("workflowVersion", 1).host()).containsExactly("E field-not-for-kind");
    }
}
