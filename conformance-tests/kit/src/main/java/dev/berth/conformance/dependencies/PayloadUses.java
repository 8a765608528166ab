/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.dependencies;

import dev.berth.conformance.Subject;
import dev.berth.manifest.finding.Findings;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.payload.bpmn.BpmnFile;
import dev.berth.manifest.payload.oas.OasFile;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.value.ExtensionId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the payload names: extensions in a flow, a workflow or an artifact, and tools in a flow.
 *
 * @param extensions ids that stand alone where machines read them, with their places (GATE-100)
 * @param candidates ids inside texts for people or models (GATE-104)
 * @param tools tools that agents name (GATE-103)
 */
record PayloadUses(Map<String, Location> extensions, Map<String, Location> candidates, Map<String, Location> tools) {
    private static final Pattern ID = Pattern.compile("@[a-z0-9][a-z0-9-]{1,38}/[a-z0-9][a-z0-9-]{0,63}");
    private static final Set<String> FREE_TEXT =
            Set.of("description", "system_prompt", "prompt_template", "prompt", "message", "system", "user", "title");
    private static final Set<String> TOOLS = Set.of("ServerTool", "MCPTool");

    static PayloadUses of(Subject subject) {
        PayloadUses uses = new PayloadUses(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        OasFile.find(subject.entries())
                .ifPresent(file -> uses.gather(file, "", file.flow().object()));
        BpmnFile.agents(subject.entries()).stream()
                .filter(agent -> ExtensionId.isValid(agent.packageName()))
                .forEach(agent -> uses.extensions.putIfAbsent(agent.packageName(), agent.location()));
        subject.block().ifPresent(block -> {
            block.get("artifact").filter(Node.Obj.class::isInstance).stream()
                    .flatMap(artifact -> Declared.items((Node.Obj) artifact, "agentDependencies"))
                    .forEach(item -> uses.name(item, "artifact.agentDependencies"));
            Declared.items(block, "toolAccess").forEach(item -> {
                if (item instanceof Node.Text tool) {
                    uses.tools.putIfAbsent(tool.value(), Findings.at(tool.place(), "toolAccess"));
                }
            });
        });
        return uses;
    }

    private void name(Node item, String field) {
        if (item instanceof Node.Text text && ExtensionId.isValid(text.value())) {
            extensions.putIfAbsent(text.value(), Findings.at(text.place(), field));
        }
    }

    /** As deep as the file nests, which its reader bounds. */
    private void gather(OasFile file, String key, Node node) {
        if (node instanceof Node.Obj object) {
            tool(file, object);
            object.members().forEach(member -> gather(file, member.name(), member.value()));
        } else if (node instanceof Node.Arr list) {
            list.items().forEach(item -> gather(file, key, item));
        } else if (node instanceof Node.Text text) {
            Location location = file.at(text.place(), key);
            if (!FREE_TEXT.contains(key) && ExtensionId.isValid(text.value())) {
                extensions.putIfAbsent(text.value(), location);
            } else {
                Matcher found = ID.matcher(text.value());
                while (found.find()) {
                    candidates.putIfAbsent(found.group(), location);
                }
            }
        }
    }

    private void tool(OasFile file, Node.Obj component) {
        String type = component.text("component_type").map(Node.Text::value).orElse("");
        Optional<Node.Text> name = component.text("name");
        if (TOOLS.contains(type) && name.isPresent()) {
            tools.putIfAbsent(name.get().value(), file.at(name.get().place(), "name"));
        }
        if (type.equals("MCPToolBox")) {
            Declared.items(component, "tool_filter").forEach(item -> {
                Optional<Node.Text> filtered = item instanceof Node.Text text
                        ? Optional.of(text)
                        : Optional.of(item)
                                .filter(Node.Obj.class::isInstance)
                                .flatMap(tool -> ((Node.Obj) tool).text("name"));
                filtered.ifPresent(text -> tools.putIfAbsent(text.value(), file.at(text.place(), "tool_filter")));
            });
        }
    }
}
