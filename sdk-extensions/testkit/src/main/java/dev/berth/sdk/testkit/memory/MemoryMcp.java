/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.manifest.port.ToolInput;
import dev.berth.sdk.port.McpPort;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.Registration;
import dev.berth.sdk.problem.PortException;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.testkit.memory.Calls.Frame;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Tools (PORT-83 to PORT-87). */
final class MemoryMcp implements McpPort {
    private final MemoryHost host;
    private final ToolInput input;

    MemoryMcp(MemoryHost host) {
        this.host = host;
        this.input = new ToolInput(host.problems);
    }

    @Override
    public Registration registerTool(McpTool tool) {
        McpTool taken = input.registered(tool).tool();
        Optional<Contribution> holder =
                host.tools.find(taken.name()).filter(held -> !held.owner().equals(host.setup.id()));
        if (holder.isPresent()) {
            throw input.taken(
                    taken.name(), holder.get().owner().value(), holder.get().subject());
        }
        return host.register(Channel.TOOL, taken.name(), "", taken);
    }

    @Override
    public JsonValue callPrimitive(String name, JsonValue given) {
        Frame frame = host.calls.frame();
        JsonObject object = input.called(
                name,
                given,
                frame.registering,
                frame.depth,
                wanted -> host.setup.inert() || host.tools.find(wanted).isPresent());
        if (host.setup.inert()) {
            return JsonObject.of();
        }
        try {
            return host.tools.call(name, object, frame.caller, frame.depth + 1);
        } catch (ProblemException e) {
            throw new PortException(e.problem());
        }
    }

    @Override
    public List<ExternalMcpServer> externalServers() {
        return List.of();
    }

    @Override
    public Optional<URI> publicBaseUrl() {
        return host.setup.publicBaseUrl();
    }
}
