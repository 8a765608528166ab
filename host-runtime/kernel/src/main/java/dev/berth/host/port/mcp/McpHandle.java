/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.mcp;

import dev.berth.host.live.Contribution.Tool;
import dev.berth.host.live.LiveView;
import dev.berth.host.live.Registrations;
import dev.berth.host.port.access.Binding;
import dev.berth.host.port.access.CallScope.Frame;
import dev.berth.host.port.access.PortHandle;
import dev.berth.host.port.ambient.HostFacts;
import dev.berth.manifest.port.InputSchema;
import dev.berth.sdk.port.McpPort;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.McpToolHandler;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.Registration;
import dev.berth.sdk.problem.PortException;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The mcp port (PORT-83 to PORT-87). */
public final class McpHandle extends PortHandle implements McpPort {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final int MAX_DEPTH = 8;

    private final Registrations registrations;
    private final LiveView view;
    private final ToolCaller tools;
    private final HostFacts host;

    /** Binds the port to a revision. */
    public McpHandle(Binding binding, ToolCaller tools, HostFacts host) {
        super(binding.access(), PortName.MCP);
        this.registrations = binding.registrations();
        this.view = binding.view();
        this.tools = tools;
        this.host = host;
    }

    @Override
    public Registration registerTool(McpTool tool) {
        check("registerTool");
        if (tool == null) {
            throw access.input(port, "registerTool", "a tool", "null");
        }
        String name = tool.name();
        McpToolHandler handler = tool.handler();
        Optional<JsonObject> schema = tool.inputSchema();
        if (name == null || !NAME.matcher(name).matches()) {
            throw access.input(
                    port, "registerTool", "a name of 1 to 64 characters of A-Z a-z 0-9 _ . -", "\"" + name + "\"");
        }
        if (handler == null || schema == null || tool.description() == null) {
            throw access.input(
                    port,
                    "registerTool(\"" + name + "\")",
                    "a handler, and a description and schema that may be empty",
                    "null");
        }
        if (schema.isPresent() && !schema.get().get("type").equals(Optional.of(new JsonString("object")))) {
            throw access.input(
                    port,
                    "registerTool(\"" + name + "\")",
                    "an input schema with \"type\": \"object\"",
                    schema.get().toString());
        }
        Optional<Tool> holder = view.get()
                .tool(name)
                .filter(held -> !held.owner().id().equals(access.owner().id()));
        if (holder.isPresent() || name.startsWith(HostTools.PREFIX)) {
            String holding = holder.map(held -> held.owner().subject()).orElse("the host");
            throw new PortException(Problem.of(
                            ProblemCode.TOOL_NAME_TAKEN,
                            access.owner().subject(),
                            access.owner().subject() + " needs the tool name \"" + name + "\", which " + holding
                                    + " holds and keeps. The tool was not registered.")
                    .fact("tool", name)
                    .fact(
                            "holder",
                            holder.map(held -> held.owner().id().value()).orElse("host"))
                    .author("choose a name that starts with your extension's, such as \""
                            + access.owner().id().name().replace('-', '_') + "_" + name + "\"."));
        }
        return registrations.add(
                new Tool(access.owner(), name, tool.description(), schema, judged(name, schema)::faults, handler));
    }

    private InputSchema judged(String name, Optional<JsonObject> schema) {
        try {
            return InputSchema.judged(schema);
        } catch (IllegalArgumentException e) {
            throw access.input(
                    port,
                    "registerTool(\"" + name + "\")",
                    "an input schema of JSON Schema 2020-12 that refers to nothing outside of itself",
                    String.valueOf(e.getMessage()));
        }
    }

    @Override
    public JsonValue callPrimitive(String name, JsonValue input) {
        check("callPrimitive", name);
        Optional<Frame> frame = access.scope().frame();
        if (frame.filter(Frame::isRegistering).isPresent()) {
            throw refused(
                    ProblemCode.HOOK_CALL_REFUSED,
                    name,
                    "during register, when not every tool is there yet",
                    "call it in bootstrap or later.");
        }
        int depth = access.scope().depth() + 1;
        if (depth > MAX_DEPTH) {
            throw refused(
                    ProblemCode.PRIMITIVE_RECURSION,
                    name,
                    depth + " calls deep; the limit is " + MAX_DEPTH,
                    "keep tools from calling each other in a circle.");
        }
        if (name == null || !(input instanceof JsonObject object)) {
            String found =
                    name == null || input == null ? "null" : input.getClass().getSimpleName();
            throw access.input(port, "callPrimitive(\"" + name + "\")", "a name and a JSON object", found);
        }
        if (!tools.offers(view, name, access.scope().caller())) {
            throw refused(
                    ProblemCode.PRIMITIVE_UNKNOWN,
                    name,
                    "but no tool of that name can be called here",
                    "check the name, and expect that the tool's extension may be absent.");
        }
        try {
            return tools.call(view, name, object, access.scope().caller(), depth);
        } catch (ProblemException e) {
            throw new PortException(e.problem());
        }
    }

    private PortException refused(ProblemCode code, @Nullable String name, String why, String fix) {
        return new PortException(Problem.of(
                        code,
                        access.owner().subject(),
                        access.owner().subject() + " called McpPort.callPrimitive(\"" + name + "\") " + why
                                + ". The call was refused.")
                .author(fix));
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
