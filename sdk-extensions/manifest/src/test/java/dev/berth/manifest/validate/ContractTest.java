/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.Phase;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.SdkAbi;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What holds of all rules, and rules that say that nothing happens. */
class ContractTest {
    private static final Sample GOOD = Sample.connector();

    @Test
    @DisplayName("MAN-5: each problem says where, what was found and what is valid, with five near misses at most")
    void everyProblemIsWhole() {
        int seen = 0;
        for (int seed = 0; seed < 400; seed++) {
            for (String kind : List.of("agent", "connector", "artifact", "skill", "workflow")) {
                Sample sample = Sample.of(kind);
                String text = Mutations.json(sample.root(), new Random(seed)).toString();
                for (Problem problem :
                        sample.file("package.json", text).validate(Phase.HOST).problems()) {
                    seen++;
                    assertThat(problem.location()).as("%s", problem).isPresent();
                    assertThat(problem.facts().toString()).as("%s", problem).contains("valid");
                    assertThat(problem.summary()).as("%s", problem).contains(";");
                    if (problem.facts().get("nearMisses").orElse(null) instanceof JsonArray near) {
                        assertThat(near.items()).hasSizeBetween(1, 5);
                    }
                }
            }
        }
        assertThat(seen).isGreaterThan(1_000);
    }

    @Test
    @DisplayName("MAN-2, MAN-3: of more than a thousand problems of one sort, the rest is counted")
    void many() {
        JsonObject block = (JsonObject) GOOD.root().get("berth").orElseThrow();
        for (int i = 0; i < 1_500; i++) {
            block = block.with("k" + i, 1);
        }
        List<Problem> problems = GOOD.root("berth", block.with("kind", "conector"))
                .validate(Phase.HOST)
                .problems();
        assertThat(problems).hasSize(1_001);
        assertThat(problems)
                .filteredOn(problem -> problem.summary().contains("There are 500 more of this kind"))
                .hasSize(1);
        assertThat(problems).filteredOn(Problem::isError).hasSize(1);
    }

    @Test
    @DisplayName("MAN-38: what npm reads beside the block is ignored, whatever it is")
    void ignored() {
        Sample sample = GOOD.root("scripts", Map.of("postinstall", "rm -rf /"))
                .root("exports", "./x.js")
                .root("main", 7)
                .root("type", List.of())
                .root("files", "..")
                .root("devDependencies", Map.of("a", "1"))
                .root("peerDependencies", false);
        assertThat(sample.host()).isEqualTo(GOOD.host()).isEmpty();
        assertThat(sample.publish()).isEqualTo(GOOD.publish());
    }

    @Test
    @DisplayName("MAN-80: the SDK ABI of this version")
    void abi() {
        assertThat(SdkAbi.VERSION).isEqualTo("2.2.0");
    }

    @Test
    @DisplayName(
            "MAN-181: files beside SKILL.md are content; a path that leaves its folder is refused, and so is such a version")
    void skillContent() {
        Sample skill = Sample.of("skill").file("skills/greet/SKILL.md", Payloads.SKILL);
        assertThat(skill.file("skills/greet/run.sh", "#!/bin/sh")
                        .file("skills/greet/a/b.js", "x")
                        .host())
                .isEmpty();
        assertThat(skill.file("skills/greet/../../x", "").host()).containsExactly("E path-unsafe");
        assertThat(skill.file("skills/greet/a\\b", "").host()).containsExactly("E path-unsafe");
        for (String version : List.of("1.0.0/../..", "../1.0.0", "1.0.0-..", "1.0.0\\x", "1.0.0-a/b")) {
            assertThat(skill.root("version", version).host()).as(version).containsExactly("E version-invalid");
        }
    }

    @Test
    @DisplayName("MAN-207: one fault in a form, and there is no manifest to draw it from")
    void wholeFormOrNone() {
        JsonObject text = JsonObject.of("kind", "text", "key", "a", "label", "A");
        Sample right = GOOD.with("requestedHostPorts", List.of("settings"))
                .with("configSchema", JsonObject.of("fields", List.of(text)));
        assertThat(right.validate(Phase.HOST).manifest().orElseThrow().details().configSchema())
                .contains(JsonObject.of("fields", List.of(text)));
        Sample wrong = right.with("configSchema", JsonObject.of("fields", List.of(text, text)));
        assertThat(wrong.validate(Phase.HOST).manifest()).isEmpty();
    }
}
