/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.manifest.Phase;
import dev.berth.sdk.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 9, kind agent. */
class OasTest {
    private static final Sample GOOD = Sample.of("agent");

    private static Sample oas(String text) {
        return GOOD.file("berth/oas.json", text);
    }

    /** Changes the good flow in one place. */
    private static Sample changed(String from, String to) {
        String text = Payloads.oas();
        assertThat(text).contains(from);
        return oas(text.replace(from, to));
    }

    @Test
    @DisplayName("MAN-155: the folder of the block has oas.json")
    void missing() {
        assertThat(GOOD.host()).isEmpty();
        assertThat(GOOD.alias().host()).isEmpty();
        Sample without = Sample.of("connector")
                .with("kind", "agent")
                .root("name", "@acme/crm-agent")
                .without("configSchema");
        assertThat(without.host()).containsExactly("E oas-missing", "W agent-skill-missing");
        Problem misplaced = without.file("cinatra/oas.json", Payloads.oas())
                .file("skills/greet/SKILL.md", Payloads.SKILL)
                .problem();
        assertThat(misplaced.text())
                .contains(
                        "needs a file berth/oas.json",
                        "found \"cinatra/oas.json\"",
                        "move it to berth/oas.json",
                        "[oas-missing]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{", "{} x", "{\"id\": 1, \"id\": 2}", "\uFEFF{}"})
    @DisplayName("MAN-155: it is one strict JSON object")
    void unreadable(String text) {
        assertThat(oas(text).host()).contains("E oas-unreadable");
        assertThat(oas("{}").host()).doesNotContain("E oas-unreadable");
    }

    @Test
    @DisplayName("MAN-155: it is smaller than 1 MB, and bytes that are no text are said to be so")
    void size() {
        String padded = Payloads.oas() + " ".repeat(1024 * 1024 - Payloads.oas().length() - 1);
        assertThat(oas(padded).host()).isEmpty();
        assertThat(oas(padded + " ").host()).containsExactly("E oas-unreadable");
        assertThat(GOOD.file("berth/oas.json", new byte[] {'{', (byte) 0xFF, '}'})
                        .problem()
                        .text())
                .contains("berth/oas.json:1:2", "0xFF");
    }

    @Test
    @DisplayName("MAN-156: an empty object lacks everything, told at once")
    void empty() {
        List<Problem> problems = oas("{}").validate(Phase.HOST).problems();
        assertThat(problems)
                .extracting(problem -> problem.location().orElseThrow().field().orElse(""))
                .containsExactlyInAnyOrder(
                        "agentspec_version",
                        "component_type",
                        "id",
                        "name",
                        "inputs",
                        "outputs",
                        "nodes",
                        "control_flow_connections",
                        "start_node",
                        "metadata",
                        "$referenced_components");
        assertThat(problems).allMatch(problem -> problem.code().toString().equals("oas-structure"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "26.1.0" | "25.4.1" | agentspec_version
            "id": "greet-flow" | "id": " " | id
            "name": "Greet", | "name": 7, | name
            "type": "flow" | "type": "tree" | metadata.berth.type
            "metadata": {"berth": {"type": "flow"}}, | "metadata": {}, | metadata.berth
            "metadata": {"berth": {"type": "flow"}}, | "metadata": {"berth": 7}, | metadata.berth
            "inputs": [{"title": "name", "type": "string"}], | "inputs": {}, | inputs
            "outputs": [{"title": "greeting", "type": "string"}], | "outputs": [{"title": "greeting"}], | outputs[0].type
            "outputs": [{"title": "greeting", "type": "string"}], | "outputs": ["greeting"], | outputs[0]
            "start_node": {"$component_ref": "start"}, | "start_node": "start", | start_node
            {"name": "a", "from_node" | {"from_node" | control_flow_connections[0].name
            "to_node": {"$component_ref": "end"} | "to": 1 | control_flow_connections[1].to_node
            "source_output": "name" | "source": "name" | data_flow_connections[0].source_output
            "destination_input": "name" | "destination_input": "" | data_flow_connections[0].destination_input
            """)
    @DisplayName("MAN-156: each part of the root")
    void parts(String from, String to, String field) {
        Problem problem = changed(from, to).problem();
        assertThat(problem.code().toString()).isEqualTo("oas-structure");
        assertThat(problem.location().orElseThrow().field()).contains(field);
        assertThat(problem.text()).contains("needs ", "found ", "berth/oas.json:");
    }

    @Test
    @DisplayName("MAN-156: the root is a flow")
    void rootIsFlow() {
        String text = Payloads.oas().replaceFirst("\"Flow\"", "\"Agent\"");
        assertThat(oas(text).problem().text()).contains("component_type", "\"Flow\"", "\"Agent\"");
    }

    @Test
    @DisplayName("MAN-156: a mistyped word has a near miss; a type may be several; data edges may be absent")
    void nearMiss() {
        assertThat(changed("\"type\": \"flow\"", "\"type\": \"flwo\"").problem().text())
                .contains("near \"flow\"");
        assertThat(changed(
                                "\"title\": \"name\", \"type\": \"string\"",
                                "\"title\": \"name\", \"type\": [\"string\", \"null\"]")
                        .host())
                .isEmpty();
        assertThat(changed("\"data_flow_connections\"", "\"x\"").host()).isEmpty();
        assertThat(changed("\"data_flow_connections\": [", "\"data_flow_connections\": 7, \"x\": [")
                        .host())
                .containsExactly("E oas-structure");
    }

    @Test
    @DisplayName("MAN-156: a ParallelFlowNode has a name and a flow")
    void parallel() {
        String node = "\"inner\": {\"component_type\": \"FlowNode\", \"subflow\"";
        assertThat(changed(
                                node,
                                "\"inner\": {\"component_type\": \"ParallelFlowNode\", \"name\": \"p\", \"subflows\": [], \"x\"")
                        .host())
                .containsExactly("E oas-structure");
        assertThat(changed(node, "\"inner\": {\"component_type\": \"ParallelFlowNode\", \"subflows\": [1], \"x\"")
                        .host())
                .containsExactly("E oas-structure");
        assertThat(changed(
                                node,
                                "\"inner\": {\"component_type\": \"ParallelFlowNode\", \"name\": \"p\", \"subflows\": [1], \"x\"")
                        .host())
                .isEmpty();
    }

    @Test
    @DisplayName("MAN-157: fields of older forms, at the root and in the metadata")
    void legacy() {
        assertThat(changed("\"id\": \"greet-flow\"", "\"id\": \"g\", \"componentType\": \"Flow\"")
                        .host())
                .containsExactly("E oas-legacy-field");
        assertThat(changed(
                                "{\"type\": \"flow\"}",
                                "{\"type\": \"flow\", \"formatVersion\": 1, \"executionMode\": 1, \"approvalPolicy\": 1, \"compiledPlan\": 1,"
                                        + " \"inputSchema\": 1, \"outputSchema\": 1, \"prompt\": 1, \"taskSpec\": null}")
                        .host())
                .hasSize(8)
                .containsOnly("E oas-legacy-field");
    }

    @Test
    @DisplayName("MAN-158: one StartNode, one EndNode, no node twice")
    void nodes() {
        assertThat(changed("\"component_type\": \"EndNode\"", "\"component_type\": \"StartNode\"")
                        .host())
                .containsExactly("E oas-structure", "E oas-structure");
        assertThat(changed(
                                "{\"$component_ref\": \"end\"}]",
                                "{\"$component_ref\": \"end\"}, {\"$component_ref\": \"end\"}]")
                        .problem()
                        .text())
                .contains("each node once", "\"end\" again", "nodes[3]");
    }

    @Test
    @DisplayName("MAN-159: references resolve in their own flow; a nested one does not see the scope around it")
    void references() {
        assertThat(changed("\"nodes\": [{\"$component_ref\": \"ask\"}]", "\"nodes\": [{\"$component_ref\": \"start\"}]")
                        .problem()
                        .text())
                .contains("component of its own flow", "found \"start\"", "[oas-ref-unresolved]");
        assertThat(changed("\"to_node\": {\"$component_ref\": \"inner\"}", "\"to_node\": {\"$component_ref\": \"ask\"}")
                        .host())
                .containsExactly("E oas-ref-unresolved");
        assertThat(changed("{\"$component_ref\": \"greeting\"}", "{\"$component_ref\": \"greting\"}")
                        .problem()
                        .text())
                .contains("near \"greeting\"", "$referenced_components.inner.subflow");
        assertThat(changed("{\"$component_ref\": \"greeting\"}", "{\"$component_ref\": 7}")
                        .host())
                .containsExactly("E oas-ref-unresolved");
    }

    @Test
    @DisplayName("MAN-159: a flow that stands inside a node has a scope of its own as well")
    void inlineFlow() {
        String inline = "{\"component_type\": \"Flow\", \"start_node\": {\"$component_ref\": \"start\"}}";
        assertThat(changed("{\"$component_ref\": \"greeting\"}", inline).host())
                .containsExactly("E oas-ref-unresolved");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "hitlOwnedBy": "self" | ``
            "hitlOwnedBy": "childAgent", "a2uiSurfaceIdOverride": "x" | ``
            "hitlOwnedBy": "nobody" | E oas-node-metadata
            "hitlOwnedBy": 7 | E oas-node-metadata
            "a2uiSurfaceIdOverride": "x" | E oas-node-metadata
            "hitlOwnedBy": "self", "a2uiSurfaceIdOverride": "x" | E oas-node-metadata
            "requiresApproval": "yes" | E oas-node-metadata
            """)
    @DisplayName("MAN-160: the metadata of an AgentNode, also in a nested flow")
    void agentNode(String metadata, String expected) {
        assertThat(changed("\"requiresApproval\": true", metadata).host())
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
    }

    @Test
    @DisplayName("MAN-161: the skills of an agent are skills; none is legal")
    void skills() {
        assertThat(GOOD.file("skills/other/notes.txt", "").host()).containsExactly("E skill-missing");
        assertThat(GOOD.file("skills/greet/SKILL.md", "---\nname: gret\ndescription: A.\n---\n")
                        .host())
                .containsExactly("E skill-name");
        Sample none = Sample.of("artifact")
                .with("kind", "agent")
                .root("name", "@acme/crm-agent")
                .without("artifact");
        assertThat(none.file("berth/oas.json", Payloads.oas()).host()).containsExactly("W agent-skill-missing");
    }

    @Test
    @DisplayName("MAN-17: metadata has one of the names of the block, in any component")
    void alias() {
        String both = "\"metadata\": {\"cinatra\": {}, \"berth\": {\"requiresApproval\": true}}";
        assertThat(changed("\"metadata\": {\"berth\": {\"requiresApproval\": true}}", both)
                        .host())
                .containsExactly("E payload-folder-ambiguous");
        assertThat(changed("\"berth\"", "\"cinatra\"").host()).isEmpty();
    }

    @Test
    @DisplayName("MAN-S32: two StartNodes, a reference to the outer scope and compiledPlan in one pass")
    void scenario() {
        String text = Payloads.oas()
                .replace(
                        "\"component_type\": \"AgentNode\"",
                        "\"component_type\": \"AgentNode\", \"a\": {\"$component_ref\": \"end\"}")
                .replace("{\"type\": \"flow\"}", "{\"type\": \"flow\", \"compiledPlan\": {}}")
                .replace("\"end\": {", "\"start2\": {\"component_type\": \"StartNode\"}, \"end\": {");
        assertThat(oas(text).host())
                .containsExactlyInAnyOrder("E oas-structure", "E oas-ref-unresolved", "E oas-legacy-field");
    }
}
