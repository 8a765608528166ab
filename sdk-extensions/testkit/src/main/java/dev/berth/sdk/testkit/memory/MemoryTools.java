/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.manifest.port.InputSchema;
import dev.berth.manifest.port.PortProblems;
import dev.berth.manifest.port.Thrown;
import dev.berth.manifest.port.ToolInput;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.UiAction;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.testkit.memory.Calls.Frame;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/** Calls what can be called from outside: tools and actions. */
final class MemoryTools {
    private static final String EFFECT = "The extension and its other tools still run.";

    private final MemoryHost host;
    private final Map<McpTool, InputSchema> compiled = new ConcurrentHashMap<>();

    MemoryTools(MemoryHost host) {
        this.host = host;
    }

    Optional<Contribution> find(String name) {
        return host.met(Channel.TOOL).stream()
                .filter(tool -> tool.key().equals(name))
                .findFirst();
    }

    JsonObject call(String name, JsonObject input, Caller caller, int depth) {
        Contribution held = find(name).orElseThrow(() -> new ProblemException(ToolInput.unknown(name, names())));
        McpTool tool = (McpTool) held.value();
        List<String> faults = compiled.computeIfAbsent(tool, one -> new InputSchema(one.inputSchema()))
                .faults(input);
        if (!faults.isEmpty()) {
            PortProblems owner = new PortProblems(held.owner(), held.subject());
            throw new ProblemException(new ToolInput(owner).unfit(name, faults));
        }
        return run(
                held,
                "tool \"" + name + "\"",
                new Frame(caller, depth, false),
                () -> tool.handler().call(input));
    }

    private List<String> names() {
        return host.met(Channel.TOOL).stream().map(Contribution::key).toList();
    }

    JsonObject act(String id, JsonObject input, Caller caller) {
        Contribution held = host.with(memory -> memory.of(host.setup.id(), Channel.ACTION)
                        .filter(action -> action.key().equals(id))
                        .findFirst())
                .orElseThrow(() -> new IllegalArgumentException("A registered action is needed; found \"" + id + "\""));
        UiAction action = (UiAction) held.value();
        return run(
                held,
                "action \"" + id + "\"",
                new Frame(caller, 0, false),
                () -> action.handler().call(input));
    }

    private JsonObject run(Contribution held, String work, Frame frame, Callable<?> code) {
        Thrown failure = new Thrown(ProblemCode.TOOL_FAILED, held.subject(), work, EFFECT);
        return host.barrier.run(failure, frame, () -> ToolInput.shaped(code.call()));
    }
}
