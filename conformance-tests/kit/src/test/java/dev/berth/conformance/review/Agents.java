/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import dev.berth.conformance.GateRun;
import dev.berth.conformance.SubjectBuilder;
import java.util.List;

/** An agent without a fault, which tests change in one place each. */
final class Agents {
    private static final String FLOW = """
            {
              "agentspec_version": "26.1.0",
              "component_type": "Flow",
              "id": "greet-flow",
              "name": "Greet",
              "metadata": {"berth": {"type": "flow", "packageVersion": "1.4.0"}},
              "inputs": [{"title": "name", "type": "string"}],
              "outputs": [{"title": "greeting", "type": "string"}],
              "start_node": {"$component_ref": "start"},
              "nodes": [{"$component_ref": "start"}, {"$component_ref": "ask"}, {"$component_ref": "end"}],
              "control_flow_connections": [
                {"name": "a", "from_node": {"$component_ref": "start"}, "to_node": {"$component_ref": "ask"}},
                {"name": "b", "from_node": {"$component_ref": "ask"}, "to_node": {"$component_ref": "end"}}
              ],
              "data_flow_connections": [
                {
                  "name": "c",
                  "source_node": {"$component_ref": "start"}, "source_output": "name",
                  "destination_node": {"$component_ref": "ask"}, "destination_input": "name"
                },
                {
                  "name": "d",
                  "source_node": {"$component_ref": "start"}, "source_output": "berth_run_id",
                  "destination_node": {"$component_ref": "ask"}, "destination_input": "agent_run_id"
                },
                {
                  "name": "e",
                  "source_node": {"$component_ref": "ask"}, "source_output": "greeting",
                  "destination_node": {"$component_ref": "end"}, "destination_input": "greeting"
                }
              ],
              "$referenced_components": {
                "start": {
                  "component_type": "StartNode",
                  "metadata": {"berth": {"required": ["name"], "hidden": ["berth_run_id"]}},
                  "inputs": [{"title": "name", "type": "string"}, {"title": "berth_run_id", "type": "string"}]
                },
                "ask": {
                  "component_type": "ApiNode",
                  "url": "{{BERTH_BASE_URL}}/api/llm-bridge",
                  "http_method": "POST",
                  "headers": {"Authorization": "Bearer {{TOKEN}}"},
                  "data": {"agent_id": "greet", "user": "Greet {{ name }}.", "agent_run_id": "{{ agent_run_id }}"},
                  "inputs": [{"title": "name", "type": "string"}, {"title": "agent_run_id", "type": "string"}],
                  "outputs": [{"title": "greeting", "type": "string"}]
                },
                "tools": {"component_type": "MCPToolBox", "url": "{{BERTH_BASE_URL}}/mcp"},
                "end": {"component_type": "EndNode", "outputs": [{"title": "greeting", "type": "string"}]}
              }
            }
            """;

    private Agents() {}

    static String flow() {
        return FLOW;
    }

    static SubjectBuilder good() {
        return with(FLOW);
    }

    static SubjectBuilder with(String flow) {
        return SubjectBuilder.of("@acme/greet-agent", "1.4.0", "agent")
                .file("berth/oas.json", flow)
                .file("skills/greet/SKILL.md", "---\nname: greet\ndescription: Says hello.\n---\n");
    }

    /** Changes the flow in one place. */
    static SubjectBuilder changed(String from, String to) {
        if (!FLOW.contains(from)) {
            throw new AssertionError("the flow has no " + from);
        }
        return with(FLOW.replace(from, to));
    }

    /** Adds a component. */
    static SubjectBuilder added(String component) {
        return changed("\"tools\": {", component + ", \"tools\": {");
    }

    static GateRun review(SubjectBuilder agent) {
        return agent.run(new ReviewGate());
    }

    static List<String> codes(SubjectBuilder agent) {
        return review(agent).codes();
    }
}
