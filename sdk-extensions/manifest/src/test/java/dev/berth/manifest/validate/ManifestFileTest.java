/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.PackageEntries;
import dev.berth.manifest.Phase;
import dev.berth.manifest.Validation;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonNull;
import dev.berth.sdk.value.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Sections 1 and 2: the file and the block. */
class ManifestFileTest {
    private static final Sample GOOD = Sample.connector();

    @Test
    @DisplayName("A package without a fault gives a manifest and no problem, in each phase")
    void good() {
        for (Phase phase : Phase.values()) {
            Validation validation = GOOD.validate(phase);
            assertThat(validation.problems()).isEmpty();
            assertThat(validation.manifest().orElseThrow().subject()).isEqualTo("@acme/crm-connector 1.4.0");
        }
    }

    @Test
    @DisplayName("MAN-10: no package.json at the root")
    void missing() {
        PackageEntries empty = new PackageEntries() {
            @Override
            public Set<String> paths() {
                return Set.of("sub/package.json");
            }

            @Override
            public Optional<byte[]> read(String path) {
                return Optional.empty();
            }

            @Override
            public Form form() {
                return Form.JAR;
            }
        };
        Problem problem = new ManifestValidator()
                .validate(empty, Phase.CHECK, Sample.POLICY)
                .problems()
                .get(0);
        assertThat(problem.text())
                .isEqualTo("The package needs package.json at its root; found \"sub/package.json\"."
                        + " The package was not written.\n"
                        + "Declared at package.json. Author: put package.json at the root, not into a folder."
                        + " [manifest-missing]");
    }

    @Test
    @DisplayName("MAN-11: 256 KB is too much, one byte less is not; a byte order mark is refused")
    void unreadable() {
        assertThat(GOOD.file("package.json", " ".repeat(256 * 1024)).host()).containsExactly("E manifest-unreadable");
        assertThat(GOOD.file("package.json", " ".repeat(256 * 1024 - 1)).host()).containsExactly("E manifest-syntax");
        assertThat(GOOD.file("package.json", "\uFEFF{}").host()).containsExactly("E manifest-unreadable");
        assertThat(GOOD.file("package.json", new byte[] {'{', (byte) 0xFF})
                        .problem()
                        .text())
                .contains("package.json:1:2", "the byte 0xFF at offset 1");
    }

    @Test
    @DisplayName("MAN-S5, MAN-12: a key twice, trailing text and a missing version are three problems of one pass")
    void severalSyntaxFaults() {
        String text = GOOD.withoutRoot("version")
                .root()
                .toString()
                .replace("\"kind\":\"connector\"", "\"kind\":\"connector\",\"kind\":\"skill\"");
        assertThat(GOOD.file("package.json", text + " x").host())
                .containsExactly("E manifest-field-missing", "E manifest-syntax", "E manifest-syntax");
    }

    @Test
    @DisplayName("MAN-12, MAN-18: the texts name the place, what is needed and what was found")
    void syntaxTexts() {
        assertThat(GOOD.file("package.json", "{\n  \"name\": \"@acme/x-connector\",\n}")
                        .problem()
                        .text())
                .isEqualTo("The package needs a name in double quotes in package.json; found a comma before }."
                        + " It was not activated; nothing else changed.\n"
                        + "Declared at package.json:3:1. Author: remove the comma. [manifest-syntax]");
        assertThat(GOOD.file("package.json", "[]").host()).containsExactly("E manifest-syntax");
    }

    @Test
    @DisplayName("MAN-S2, MAN-13, MAN-14: one block; both are refused whatever they contain, and nothing else of them")
    void blocks() {
        assertThat(GOOD.withoutRoot("berth").host()).containsExactly("E manifest-block-missing");
        assertThat(GOOD.root("berth", 7).host()).containsExactly("E manifest-block-missing");
        assertThat(GOOD.root("cinatra", JsonObject.of("bogus", 1)).host())
                .containsExactly("E manifest-block-ambiguous");
        assertThat(ManifestValidator.declaresExtension("{\"name\": \"x\"}".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(ManifestValidator.declaresExtension("{\"cinatra\": 1}".getBytes(StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(ManifestValidator.declaresExtension("{".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
    }

    @Test
    @DisplayName("MAN-S3, MAN-16: the alias block reads as the same manifest")
    void alias() {
        Sample rich = GOOD.with("roles", List.of("crm")).with("requestedHostPorts", List.of("mcp"));
        assertThat(rich.alias().validate(Phase.HOST).manifest().orElseThrow())
                .usingRecursiveComparison()
                .ignoringFields("json")
                .isEqualTo(rich.validate(Phase.HOST).manifest().orElseThrow());
    }

    @Test
    @DisplayName("MAN-S4, MAN-15: each block has its own apiVersion")
    void apiVersion() {
        assertThat(GOOD.alias().with("apiVersion", "berth.dev/v1").host()).containsExactly("E api-version-unsupported");
        assertThat(GOOD.with("apiVersion", "cinatra.ai/v1").host()).containsExactly("E api-version-unsupported");
        assertThat(GOOD.without("apiVersion").host()).containsExactly("E manifest-field-missing");
        assertThat(GOOD.with("apiVersion", 1).host()).containsExactly("E manifest-field-type");
    }

    @Test
    @DisplayName("MAN-17: payload under both names")
    void payloadFolders() {
        assertThat(GOOD.file("berth/a", "").host()).isEmpty();
        assertThat(GOOD.file("berth/a", "").file("cinatra/b", "").host()).containsExactly("E payload-folder-ambiguous");
    }

    @Test
    @DisplayName("MAN-18: absent, wrong type, and where null counts as absent")
    void types() {
        assertThat(GOOD.without("kind").host()).containsExactly("E manifest-field-missing");
        assertThat(GOOD.with("kind", new JsonNull()).host()).containsExactly("E manifest-field-type");
        assertThat(GOOD.with("requestedHostPorts", "mcp").host()).containsExactly("E manifest-field-type");
        assertThat(GOOD.with("requestedHostPorts", List.of("mcp", 7)).problem().text())
                .contains("\"requestedHostPorts[1]\" to be a text; found the number 7");
        assertThat(GOOD.with("dependencies", new JsonNull()).host()).containsExactly("E manifest-field-type");
        for (String field : List.of("serverEntry", "sdkAbiRange", "logo", "displayName", "vendor")) {
            assertThat(GOOD.with(field, new JsonNull()).host()).as(field).isEmpty();
        }
    }

    @Test
    @DisplayName("MAN-19 to MAN-22, MAN-S41: unknown, foreign, reserved and host-only fields")
    void otherFields() {
        assertThat(GOOD.with("rolse", List.of()).problem().text())
                .isEqualTo("@acme/crm-connector 1.4.0 has a field that this version does not know; found \"rolse\","
                        + " near \"roles\". The field is ignored.\n"
                        + "Declared at package.json:1:"
                        + (GOOD.with("rolse", List.of()).root().toString().indexOf("\"rolse\"") + 1)
                        + " \"rolse\". Author: correct the name, or start it with x- to keep it. [field-unknown]");
        assertThat(GOOD.with("x-mine", 1).host()).isEmpty();
        assertThat(GOOD.with("riskLevel", "low").host()).containsExactly("E field-not-for-kind");
        assertThat(GOOD.with("protected", true).host()).containsExactly("W field-reserved");
        assertThat(GOOD.with("origin", "x").host()).containsExactly("W field-host-only");
    }

    @Test
    @DisplayName("MAN-S16, MAN-25: invisible text is refused; an emoji of many code points is not")
    void invisible() {
        assertThat(GOOD.with("displayName", "a\u202Eb").host()).containsExactly("E text-invisible");
        assertThat(GOOD.with("displayName", "a" + Character.toString(0xE0041))
                        .problem()
                        .text())
                .contains("<U+E0041>");
        assertThat(GOOD.with("displayName", "a\uFE0Fb").host()).containsExactly("E text-invisible");
        assertThat(GOOD.with("displayName", "a\u200Db").host()).containsExactly("E text-invisible");
        assertThat(GOOD.root("description", "a\u0007b").host()).containsExactly("E text-invisible");
        for (String fine : List.of("👨‍👩‍👧 Family", "❤️‍🔥", "1️⃣", "👍🏽", "Žluťoučký kůň", "日本語")) {
            assertThat(GOOD.with("displayName", fine).host()).as(fine).isEmpty();
        }
    }

    @Test
    @DisplayName("MAN-S42, MAN-3: seven faults, seven problems, ordered by place")
    void sevenFaults() {
        Sample seven = GOOD.file("package.json", """
                {
                  "name": "@acme/crm-tool",
                  "version": "v1",
                  "license": "Apache-2.0",
                  "description": "Seven faults.",
                  "dependencies": {"left-pad": "1"},
                  "berth": {
                    "apiVersion": "berth.dev/v1",
                    "kind": "connector",
                    "sdkAbiRange": ">=2 <3",
                    "requestedHostPorts": ["secret"],
                    "configSchema": [],
                    "migrations": null
                  }
                }
                """);
        List<Problem> problems = seven.validate(Phase.CHECK).problems();
        assertThat(problems.stream()
                        .map(problem -> problem.location().orElseThrow().line() + " " + problem.code()))
                .containsExactly(
                        "2 extension-id-suffix",
                        "3 version-invalid",
                        "6 npm-dependencies-ignored",
                        "10 abi-range-malformed",
                        "11 port-unknown",
                        "12 config-schema-type",
                        "13 migrations-retired");
        assertThat(seven.validate(Phase.CHECK).manifest()).isEmpty();
    }
}
