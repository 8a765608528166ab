/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import static dev.berth.conformance.review.Agents.added;
import static dev.berth.conformance.review.Agents.changed;
import static dev.berth.conformance.review.Agents.codes;
import static dev.berth.conformance.review.Agents.review;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.conformance.SubjectBuilder;
import dev.berth.manifest.Phase;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.Severity;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gates.md, section 10; each case has the good agent as its twin. */
class ReviewGateTest {
    @Test
    @DisplayName("GATE-6: only agents with a readable flow are reviewed")
    void skipped() {
        ReviewGate gate = new ReviewGate();
        assertThat(gate.skipped(Agents.good().build())).isEmpty();
        assertThat(gate.skipped(SubjectBuilder.connector().build())).contains("only agents are reviewed");
        assertThat(gate.skipped(Agents.with("[").build())).isPresent();
        assertThat(gate.skipped(Agents.good().file("package.json", "[").build()))
                .isPresent();
        assertThat(Agents.good().build().validation().problems()).isEmpty();
        assertThat(codes(Agents.good())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/mcp",
                "//evil.example/mcp",
                "/\\\\evil.example",
                "{{BERTH_BASE_URL}}.evil.example",
                "{{BERTH_BASE_URL}}@evil.example",
                "{{OTHER}}/mcp",
                " /mcp"
            })
    @DisplayName("GATE-141, GATE-S31: URLs that the policy does not trust")
    void untrusted(String url) {
        assertThat(codes(changed("{{BERTH_BASE_URL}}/mcp", url))).containsExactly("GATE-141 untrusted-external-url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/mcp", "{{ BERTH_BASE_URL }}/mcp", "{{CINATRA_BASE_URL}}", "{{BERTH_BASE_URL}}?a=b"})
    @DisplayName("GATE-141, GATE-S31: empty text, paths of the host, and its base URL are trusted")
    void trusted(String url) {
        assertThat(codes(changed("{{BERTH_BASE_URL}}/mcp", url))).isEmpty();
    }

    @Test
    @DisplayName("GATE-141: also of components that stand inside others")
    void inline() {
        assertThat(
                        codes(
                                added(
                                        "\"x\": {\"component_type\": \"AgentNode\", \"agent\": {\"component_type\": \"A2AAgent\", \"agent_url\": \"https://evil.example\"}}")))
                .containsExactly("GATE-141 untrusted-external-url");
    }

    @Test
    @DisplayName("GATE-142, GATE-S31: a call of the bridge says for which agent")
    void bridge() {
        assertThat(codes(changed("\"agent_id\": \"greet\"", "\"agent_id\": \" \"")))
                .containsExactly("GATE-142 llm-bridge-missing-agent-id");
        assertThat(codes(changed("\"agent_id\": \"greet\", ", "")))
                .containsExactly("GATE-142 llm-bridge-missing-agent-id");
        assertThat(codes(changed(
                        "\"data\": {\"agent_id\": \"greet\", ", "\"config\": {\"agent_id\": \"greet\"}, \"data\": {")))
                .isEmpty();
        assertThat(codes(changed("/api/llm-bridge", "/api/llm-bridge/?v=1").file("x", "")))
                .isEmpty();
        assertThat(codes(changed("/api/llm-bridge", "/api/other"))).isEmpty();
    }

    private static SubjectBuilder llm(String json) {
        return changed("\"type\": \"flow\",", "\"type\": \"flow\", \"llm\": " + json + ",")
                .file("x", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            7 | GATE-143 oas-llm-structure
            {"preferedProvider": "openai"} | GATE-143 oas-llm-structure
            {"preferredProvider": "opnai"} | GATE-143 oas-llm-structure
            {"preferredProvider": 7} | GATE-143 oas-llm-structure
            {"preferredProvider": "openai", "preferredModel": 7} | GATE-143 oas-llm-structure
            {"capabilityRequired": "telepathy"} | GATE-143 oas-llm-structure
            {"preferredProvider": "openai", "preferredModel": "claude-sonnet"} | GATE-144 oas-llm-model-not-allowed
            {"preferredModel": "gpt-5"} | GATE-145 oas-llm-provider-missing
            {"preferredProvider": "anthropic", "capabilityRequired": "image"} | GATE-146 oas-llm-capability-unsatisfied
            {"capabilityRequired": "image"} | GATE-146 oas-llm-capability-unsatisfied
            {"preferredProvider": "anthropic", "capabilityRequired": ["text", "image"]} | GATE-146 oas-llm-capability-unsatisfied
            {"capabilityRequired": "text"} | ``
            {"preferredProvider": "openai", "preferredModel": "gpt-5", "capabilityRequired": "image"} | ``
            {} | ``
            """)
    @DisplayName("GATE-143 to GATE-146, GATE-S31: the model that an agent prefers")
    void models(String json, String expected) {
        List<String> codes = codes(llm(json)).stream()
                .filter(code -> !code.equals("GATE-152 oas-runtime-incomplete"))
                .toList();
        assertThat(codes).isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
    }

    @Test
    @DisplayName("GATE-143: a mistyped key has a near miss")
    void nearMiss() {
        assertThat(review(llm("{\"preferedProvider\": \"openai\"}")).problems())
                .anyMatch(problem -> problem.text().contains("near \"preferredProvider\""));
    }

    @Test
    @DisplayName("GATE-144: a star at the end of a policy's model stands for the rest of a name")
    void modelPattern() {
        SubjectBuilder agent = llm("{\"preferredProvider\": \"openai\", \"preferredModel\": \"gpt-5.5\"}");
        assertThat(codes(agent)).contains("GATE-144 oas-llm-model-not-allowed");
        assertThat(codes(agent.policy(policy -> Policies.allowing(policy, "openai", "gpt-*"))))
                .doesNotContain("GATE-144 oas-llm-model-not-allowed");
    }

    @Test
    @DisplayName("GATE-147, GATE-S31: placeholders and inputs are equal sets; those of the environment are none")
    void parity() {
        assertThat(review(changed("Greet {{ name }}.", "Greet {{ nmae }}."))
                        .problem()
                        .text())
                .contains(
                        "placeholders without an input: \"nmae\"",
                        "inputs without a placeholder: \"name\"",
                        "[oas-placeholder-parity]");
        assertThat(codes(changed("\"http_method\": \"POST\"", "\"http_method\": \"{{ verb }}\"")))
                .containsExactly("GATE-147 oas-placeholder-parity");
        assertThat(codes(changed("Greet {{ name }}.", "Greet {{ name }} at {{ HOST_NAME }} {{ a | b }}.")))
                .isEmpty();
        assertThat(codes(changed(
                        "\"inputs\": [{\"title\": \"name\", \"type\": \"string\"}, {\"title\": \"agent_run_id\"",
                        "\"x\": [{\"title\": \"name\", \"type\": \"string\"}, {\"title\": \"agent_run_id\"")))
                .as("without a list of inputs")
                .isEmpty();
    }

    @Test
    @DisplayName("GATE-148, GATE-S31: no choice in a template")
    void ternary() {
        assertThat(codes(changed("Greet {{ name }}.", "{{ name }} {{ formal ? 'a' : 'b' }}")))
                .containsExactly("GATE-148 oas-ternary");
        assertThat(codes(changed("Greet {{ name }}.", "{{ name }} {{ x | default('a ? b : c') }} why? so: {{ name }}")))
                .isEmpty();
        assertThat(codes(changed("\"name\": \"Greet\"", "\"name\": \"{{ a ? b : c }}\"")))
                .as("prose")
                .isEmpty();
    }

    @Test
    @DisplayName("GATE-149, GATE-S31: the default of a number has a fraction")
    void number() {
        String input = "\"x\": {\"inputs\": [{\"title\": \"n\", \"type\": \"number\", \"default\": %s}]}";
        assertThat(codes(added(String.format(input, "1")))).containsExactly("GATE-149 oas-number-default");
        assertThat(codes(added(String.format(input, "1.0")))).isEmpty();
        assertThat(codes(added(String.format(input, "1").replace("number", "integer"))))
                .isEmpty();
        assertThat(codes(added(String.format(input, "\"1\"")))).isEmpty();
    }

    @Test
    @DisplayName("GATE-150, GATE-S31: a node that uses the id of the run gets it")
    void runId() {
        assertThat(codes(changed("\"source_output\": \"berth_run_id\"", "\"source_output\": \"name\"")))
                .containsExactly("GATE-150 oas-run-id");
        assertThat(codes(changed(", {\"title\": \"berth_run_id\", \"type\": \"string\"}", "")))
                .containsExactly("GATE-150 oas-run-id");
        assertThat(codes(changed(", {\"title\": \"agent_run_id\", \"type\": \"string\"}", "")))
                .containsExactly("GATE-147 oas-placeholder-parity", "GATE-150 oas-run-id");
        assertThat(codes(changed("berth_run_id", "cinatra_run_id"))).isEmpty();
        assertThat(codes(changed("berth_run_id", "agent_run_id"))).isEmpty();
        assertThat(codes(Agents.with(Agents.flow()
                        .replace("\"destination_input\": \"agent_run_id\"", "\"destination_input\": \"other\"")
                        .replace("\"title\": \"agent_run_id\",", "\"title\": \"agent_run_id\", \"default\": \"\","))))
                .isEmpty();
    }

    @Test
    @DisplayName("GATE-151, GATE-S31: each output of an EndNode has a source")
    void end() {
        assertThat(codes(changed("\"destination_input\": \"greeting\"", "\"destination_input\": \"other\"")))
                .containsExactly("GATE-151 oas-end-output");
        assertThat(codes(changed(
                        "\"EndNode\", \"outputs\": [",
                        "\"EndNode\", \"outputs\": [{\"title\": \"name\", \"type\": \"string\"}, ")))
                .as("passed by the StartNode")
                .isEmpty();
    }

    @Test
    @DisplayName("GATE-152, GATE-S31: bridge nodes carry what the agent declares")
    void runtime() {
        assertThat(codes(llm("{}"))).containsExactly("GATE-152 oas-runtime-incomplete");
        for (String key : List.of("berth_llm", "cinatra_llm")) {
            assertThat(codes(Agents.with(Agents.flow()
                            .replace("\"type\": \"flow\",", "\"type\": \"flow\", \"llm\": {},")
                            .replace("\"agent_id\"", "\"" + key + "\": {}, \"agent_id\""))))
                    .isEmpty();
        }
        String declared = Agents.flow().replace("\"type\": \"flow\",", "\"type\": \"flow\", \"toolboxes\": [],");
        assertThat(codes(Agents.with(declared))).containsExactly("GATE-152 oas-runtime-incomplete");
        assertThat(codes(Agents.with(declared.replace("\"agent_id\"", "\"toolbox_ids\": [], \"agent_id\""))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{BERTH_BASE_URL}}/x",
                "{{ CINATRA_BASE_URL }}",
                "http://localhost:8080/x",
                "http://LOCALHOST./x",
                "http://127.0.0.1/",
                "http://127.1:99",
                "https://u:p@127.0.0.1/",
                "http://[::1]:80/",
                "http://[::ffff:127.0.0.1]/",
                "http://0.0.0.0",
                "http://2130706433/",
                "http://host.docker.internal/x",
                "https://elsewhere.example/api/a2a/agents/greet"
            })
    @DisplayName("GATE-153, GATE-S31: an A2A agent that points back to this host")
    void internal(String url) {
        assertThat(codes(a2a(url))).contains("GATE-153 oas-internal-a2a");
        assertThat(codes(changed("{{BERTH_BASE_URL}}/mcp", url))).doesNotContain("GATE-153 oas-internal-a2a");
    }

    @Test
    @DisplayName("GATE-153, GATE-S31: one that the policy trusts passes")
    void external() {
        SubjectBuilder agent = a2a("https://agents.example/greet");
        assertThat(codes(agent)).containsExactly("GATE-141 untrusted-external-url");
        assertThat(codes(agent.policy(policy -> Policies.trusting(policy, "https://agents.example/"))))
                .isEmpty();
        assertThat(codes(a2a("https://127001.example").policy(policy -> Policies.trusting(policy, "https://"))))
                .isEmpty();
    }

    private static SubjectBuilder a2a(String url) {
        return added("\"x\": {\"component_type\": \"A2AAgent\", \"agent_url\": \"" + url + "\"}");
    }

    @Test
    @DisplayName("GATE-154: the licence rules of an agent")
    void license() {
        assertThat(codes(Agents.good().withoutField("license"))).containsExactly("GATE-154 license-missing");
        assertThat(codes(Agents.good().field("license", "UNLICENSED"))).containsExactly("GATE-154 license-invalid");
        assertThat(codes(Agents.good().withoutFile("LICENSE"))).containsExactly("GATE-154 license-file-missing");
    }

    @Test
    @DisplayName("GATE-155: inputs of a StartNode that are neither required nor hidden, nested flows included")
    void start() {
        Problem problem = review(changed("\"required\": [\"name\"], ", "")).problem();
        assertThat(problem.severity()).isEqualTo(Severity.WARNING);
        assertThat(problem.text()).contains("found \"name\" in neither", "[start-node-inputs-without-required]");
        String nested =
                "\"x\": {\"component_type\": \"Flow\", \"$referenced_components\": {\"s\": {\"component_type\": \"StartNode\", \"inputs\": [{\"title\": \"a\"}]}}}";
        assertThat(codes(added(nested))).containsExactly("GATE-155 start-node-inputs-without-required");
    }

    @Test
    @DisplayName("GATE-156: the flow names another version than the package")
    void version() {
        Problem problem = review(changed("\"packageVersion\": \"1.4.0\"", "\"packageVersion\": \"1.3.0\""))
                .problem();
        assertThat(problem.severity()).isEqualTo(Severity.INFO);
        assertThat(problem.text()).contains("found \"1.3.0\"", "berth/oas.json:6:", "[package-version-drift]");
    }

    @Test
    @DisplayName("GATE-4: no rule depends on the phase, and what it raises is the same twice")
    void deterministic() {
        SubjectBuilder agent = llm("{\"preferredModel\": \"gpt-5\"}");
        List<Problem> first = review(agent).problems();
        assertThat(review(agent).problems()).isEqualTo(first);
        assertThat(codes(agent.phase(Phase.PUBLISH))).hasSameSizeAs(first);
    }

    @Test
    @DisplayName("GATE-168: five names of many")
    void many() {
        String names = "{{ a }}{{ b }}{{ c }}{{ d }}{{ e }}{{ f }}{{ g }}";
        assertThat(review(changed("Greet {{ name }}.", "{{ name }}" + names))
                        .problem()
                        .text())
                .contains("\"a\", \"b\", \"c\", \"d\", \"e\" and 2 more");
    }
}
