/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.mcp;

import dev.berth.host.live.Caller;
import dev.berth.host.live.Contribution.Tool;
import dev.berth.host.live.LiveView;
import dev.berth.host.live.Registrations;
import dev.berth.host.port.access.Binding;
import dev.berth.host.port.access.CallScope.Frame;
import dev.berth.host.port.access.PortHandle;
import dev.berth.host.port.ambient.HostFacts;
import dev.berth.manifest.port.ToolInput;
import dev.berth.sdk.port.McpPort;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.Registration;
import dev.berth.sdk.problem.PortException;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The mcp port (PORT-83 to PORT-87). */
public final class McpHandle extends PortHandle implements McpPort {
    private final Registrations registrations;
    private final LiveView view;
    private final ToolCaller tools;
    private final HostFacts host;
    private final ToolInput rules;

    /** Binds the port to a revision. */
    public McpHandle(Binding binding, ToolCaller tools, HostFacts host) {
        super(binding.access(), PortName.MCP);
        this.registrations = binding.registrations();
        this.view = binding.view();
        this.tools = tools;
        this.host = host;
        this.rules = new ToolInput(access.problems());
    }

    @Override
    public Registration registerTool(McpTool tool) {
        check("registerTool");
        ToolInput.Registered registered = rules.registered(tool);
        McpTool taken = registered.tool();
        view.get()
                .tool(taken.name())
                .map(Tool::owner)
                .filter(holder -> !holder.id().equals(owner()))
                .ifPresent(holder -> {
                    throw rules.taken(taken.name(), holder.id().value(), holder.subject());
                });
        return registrations.add(new Tool(
                access.owner(),
                taken.name(),
                taken.description(),
                taken.inputSchema(),
                registered.schema()::faults,
                taken.handler()));
    }

    @Override
    public JsonValue callPrimitive(String name, JsonValue input) {
        check("callPrimitive", name);
        boolean registering =
                access.scope().frame().filter(Frame::isRegistering).isPresent();
        int depth = access.scope().depth();
        Caller caller = access.scope().caller();
        JsonObject object = rules.called(name, input, registering, depth, wanted -> tools.offers(view, wanted, caller));
        try {
            return tools.call(view, name, object, caller, depth + 1);
        } catch (ProblemException e) {
            throw new PortException(e.problem());
        }
    }

    @Override
    public List<ExternalMcpServer> externalServers() {
        check("externalServers");
        return host.externalServers();
    }

    @Override
    public Optional<URI> publicBaseUrl() {
        check("publicBaseUrl");
        return host.publicBaseUrl();
    }
}
