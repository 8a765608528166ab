/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.validate;

import dev.berth.sdk.value.JsonObject;
import java.util.List;

/** Payload without a fault, of each kind that has one. */
final class Payloads {
    static final String SKILL = "---\nname: greet\ndescription: Says hello.\n---\n# Greeting\n";

    private Payloads() {}

    /** A flow with one call between its start and its end, and a flow inside. */
    static String oas() {
        return """
                {
                  "agentspec_version": "26.1.0",
                  "component_type": "Flow",
                  "id": "greet-flow",
                  "name": "Greet",
                  "metadata": {"berth": {"type": "flow"}},
                  "inputs": [{"title": "name", "type": "string"}],
                  "outputs": [{"title": "greeting", "type": "string"}],
                  "start_node": {"$component_ref": "start"},
                  "nodes": [{"$component_ref": "start"}, {"$component_ref": "inner"}, {"$component_ref": "end"}],
                  "control_flow_connections": [
                    {"name": "a", "from_node": {"$component_ref": "start"}, "to_node": {"$component_ref": "inner"}},
                    {"name": "b", "from_node": {"$component_ref": "inner"}, "to_node": {"$component_ref": "end"}}
                  ],
                  "data_flow_connections": [
                    {
                      "name": "c",
                      "source_node": {"$component_ref": "start"}, "source_output": "name",
                      "destination_node": {"$component_ref": "inner"}, "destination_input": "name"
                    }
                  ],
                  "$referenced_components": {
                    "start": {"component_type": "StartNode", "inputs": [{"title": "name", "type": "string"}]},
                    "inner": {"component_type": "FlowNode", "subflow": {"$component_ref": "greeting"}},
                    "greeting": {
                      "component_type": "Flow",
                      "name": "Greeting",
                      "nodes": [{"$component_ref": "ask"}],
                      "$referenced_components": {
                        "ask": {"component_type": "AgentNode", "metadata": {"berth": {"requiresApproval": true}}}
                      }
                    },
                    "end": {"component_type": "EndNode", "outputs": [{"title": "greeting", "type": "string"}]}
                  }
                }
                """;
    }

    static JsonObject artifact() {
        return JsonObject.of("accepts", JsonObject.of("file", JsonObject.of("mimeTypes", List.of("text/markdown"))));
    }

    /** A graph with a task of each kind, a loop, and one fork. */
    static String bpmn() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions
                    xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:berth="https://berth.dev/schema/bpmn/profile-1.0" id="defs">
                  <bpmn:process id="release" name="Release">
                    <bpmn:documentation>Ships a <b>release</b>.</bpmn:documentation>
                    <bpmn:extensionElements>
                      <berth:workflowMeta name="Release" />
                      <berth:placeholders>
                        <berth:placeholder name="product" type="string" required="true" />
                        <berth:placeholder name="day" type="date" default="2026-11-21" />
                        <berth:placeholder name="copies" type="number" default="3" />
                        <berth:placeholder name="quiet" type="boolean" default="false" />
                      </berth:placeholders>
                    </bpmn:extensionElements>
                    <bpmn:startEvent id="start" />
                    <bpmn:userTask id="sign" name="Sign off">
                      <bpmn:extensionElements>
                        <berth:taskKind value="approval" />
                        <berth:approvalConfig level="organization" />
                        <berth:taskSchedule mode="relative" anchor="target" offsetIso8601="P3D" direction="before" />
                      </bpmn:extensionElements>
                    </bpmn:userTask>
                    <bpmn:parallelGateway id="fork" />
                    <bpmn:serviceTask id="write" name="Write">
                      <bpmn:extensionElements>
                        <berth:agentRef package="@acme/writer-agent" />
                        <berth:taskInput>{"brief": "{{product}}"}</berth:taskInput>
                        <berth:taskSchedule mode="absolute" at="2026-12-01T09:00:00Z" />
                      </bpmn:extensionElements>
                      <bpmn:multiInstanceLoopCharacteristics>
                        <bpmn:extensionElements><berth:foreachSource source="sign.items" as="item" /></bpmn:extensionElements>
                      </bpmn:multiInstanceLoopCharacteristics>
                    </bpmn:serviceTask>
                    <bpmn:manualTask id="print" name="Print" />
                    <bpmn:sendTask id="tell" name="Tell" />
                    <bpmn:endEvent id="end" />
                    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="sign" />
                    <bpmn:sequenceFlow id="f2" sourceRef="sign" targetRef="fork">
                      <bpmn:extensionElements><berth:transitionOutcome outcome="success" /></bpmn:extensionElements>
                    </bpmn:sequenceFlow>
                    <bpmn:sequenceFlow id="f3" sourceRef="fork" targetRef="write" />
                    <bpmn:sequenceFlow id="f4" sourceRef="fork" targetRef="print" />
                    <bpmn:sequenceFlow id="f5" sourceRef="write" targetRef="tell" />
                    <bpmn:sequenceFlow id="f6" sourceRef="print" targetRef="tell" />
                    <bpmn:sequenceFlow id="f7" sourceRef="tell" targetRef="end" />
                  </bpmn:process>
                </bpmn:definitions>
                """;
    }
}
