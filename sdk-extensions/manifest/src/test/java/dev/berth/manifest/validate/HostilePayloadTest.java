/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.value.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** MAN-2: whatever a payload holds, the validator answers. Seeded: a failure names the seed that repeats it. */
class HostilePayloadTest {
    private static final Sample AGENT = Sample.of("agent");
    private static final Sample WORKFLOW = Sample.of("workflow");
    private static final Sample SKILL = Sample.of("skill").file("skills/greet/SKILL.md", Payloads.SKILL);
    private static final Pattern TAG = Pattern.compile("<[^>]*>|[^<]+");

    @Test
    @DisplayName("MAN-155: mutated bytes of oas.json")
    void oasBytes() {
        bytes(AGENT, "berth/oas.json", Payloads.oas(), 4_000);
    }

    @Test
    @DisplayName("MAN-156: hostile values at any place of oas.json")
    void oasValues() {
        JsonObject good = (JsonObject) StrictJson.parse(Payloads.oas());
        for (int seed = 0; seed < 4_000; seed++) {
            String text = Mutations.json(good, new Random(seed)).toString();
            HostileInputTest.judge(AGENT.file("berth/oas.json", text), seed);
        }
    }

    @Test
    @DisplayName("MAN-187: mutated bytes of workflow.bpmn")
    void bpmnBytes() {
        bytes(WORKFLOW, "berth/workflow.bpmn", Payloads.bpmn(), 4_000);
    }

    @Test
    @DisplayName("MAN-188: elements of workflow.bpmn left out, doubled and exchanged")
    void bpmnElements() {
        List<String> parts = TAG.matcher(Payloads.bpmn())
                .results()
                .map(match -> match.group())
                .filter(part -> !part.isBlank())
                .toList();
        for (int seed = 0; seed < 4_000; seed++) {
            Random random = new Random(seed);
            String text = parts.stream()
                    .flatMap(part -> switch (random.nextInt(60)) {
                        case 0 -> List.<String>of().stream();
                        case 1 -> List.of(part, part).stream();
                        case 2 -> List.of(parts.get(random.nextInt(parts.size()))).stream();
                        default -> List.of(part).stream();
                    })
                    .collect(Collectors.joining());
            HostileInputTest.judge(WORKFLOW.file("berth/workflow.bpmn", text), seed);
        }
    }

    @Test
    @DisplayName("MAN-188: attributes of workflow.bpmn renamed and exchanged; most of these documents can be parsed")
    void bpmnAttributes() {
        List<String> words = Pattern.compile("\"[^\"<>]*\"")
                .matcher(Payloads.bpmn())
                .results()
                .map(match -> match.group())
                .distinct()
                .toList();
        int parsed = 0;
        for (int seed = 0; seed < 4_000; seed++) {
            Random random = new Random(seed);
            String text = Payloads.bpmn();
            for (int i = 0; i < 3; i++) {
                text = text.replaceFirst(
                        Pattern.quote(words.get(4 + random.nextInt(words.size() - 4))),
                        words.get(4 + random.nextInt(words.size() - 4)));
            }
            Sample mutated = WORKFLOW.file("berth/workflow.bpmn", text);
            HostileInputTest.judge(mutated, seed);
            parsed += mutated.host().contains("E bpmn-parse") ? 0 : 1;
        }
        assertThat(parsed).isGreaterThan(3_000);
    }

    @Test
    @DisplayName("MAN-176: mutated bytes of SKILL.md")
    void skillBytes() {
        bytes(SKILL, "skills/greet/SKILL.md", Payloads.SKILL, 4_000);
    }

    @Test
    @DisplayName("MAN-165: hostile values at any place of an artifact's descriptor")
    void artifactValues() {
        JsonObject good = Payloads.artifact()
                .with("skills", JsonObject.of("matchers", List.of("@acme/s-skills:t")))
                .with("satisfies", List.of("a"))
                .with("matcherConfidenceThreshold", 0.5)
                .with("templates", List.of(JsonObject.of("id", "a", "form", "file", "mimeType", "a/b", "path", "c")));
        for (int seed = 0; seed < 4_000; seed++) {
            HostileInputTest.judge(
                    Sample.of("artifact").with("artifact", Mutations.json(good, new Random(seed))), seed);
        }
    }

    @Test
    @DisplayName("MAN-187, MAN-190: long chains, wide forks, and as many cycles as edges end in time")
    void wide() {
        int many = 4_000;
        String tasks = IntStream.range(0, many)
                .mapToObj(i -> "<bpmn:manualTask id=\"t" + i + "\" name=\"T\"/>")
                .collect(Collectors.joining());
        String chain = IntStream.range(1, many).mapToObj(i -> flow(i, i - 1, i)).collect(Collectors.joining());
        assertThat(graph(tasks + chain).host()).isEmpty();
        String back =
                IntStream.range(1, many).mapToObj(i -> flow(many + i, i, i - 1)).collect(Collectors.joining());
        assertThat(graph(tasks + chain + back).host()).hasSize(1_000).containsOnly("E bpmn-structure");
        assertThat(AGENT.file("berth/oas.json", "{\"a\":".repeat(100_000)).host())
                .contains("E oas-unreadable");
        assertThat(graph("<x>".repeat(50_000)).host()).containsExactly("E bpmn-parse");
    }

    private static String flow(int id, int from, int to) {
        return "<bpmn:sequenceFlow id=\"f" + id + "x\" sourceRef=\"t" + from + "\" targetRef=\"t" + to + "\"/>";
    }

    private static Sample graph(String more) {
        return WORKFLOW.file(
                "berth/workflow.bpmn", Payloads.bpmn().replace("</bpmn:process>", more + "</bpmn:process>"));
    }

    private static void bytes(Sample sample, String path, String good, int cases) {
        byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
        for (int seed = 0; seed < cases; seed++) {
            HostileInputTest.judge(sample.file(path, Mutations.bytes(bytes, new Random(seed))), seed);
        }
    }
}
