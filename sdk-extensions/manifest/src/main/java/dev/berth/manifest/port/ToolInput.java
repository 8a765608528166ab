/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import dev.berth.manifest.finding.NearMisses;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.McpToolHandler;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.PortException;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonNull;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What tools and calls of tools must be (PORT-83 to PORT-87). */
public record ToolInput(PortProblems problems) {
    /** Names that start so are those of the host's own tools (PORT-84). */
    public static final String HOST_PREFIX = "berth_";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final int MAX_DEPTH = 8;

    private PortInput input() {
        return new PortInput(problems, PortName.MCP);
    }

    /** A tool that is to be registered, and what judges its input. */
    public record Registered(McpTool tool, InputSchema schema) {}

    /** Takes a tool that is to be registered, read once (PORT-83). */
    public Registered registered(@Nullable McpTool given) {
        if (given == null) {
            throw input().refused("registerTool", "a tool", "null");
        }
        McpTool tool = new McpTool(given.name(), given.description(), given.inputSchema(), given.handler());
        String name = tool.name();
        McpToolHandler handler = tool.handler();
        Optional<JsonObject> schema = tool.inputSchema();
        if (name == null || !NAME.matcher(name).matches()) {
            throw input().refused(
                            "registerTool", "a name of 1 to 64 characters of A-Z a-z 0-9 _ . -", PortInput.shown(name));
        }
        String call = "registerTool(\"" + name + "\")";
        if (handler == null || schema == null || tool.description() == null) {
            throw input().refused(call, "a handler, and a description and schema that may be empty", "null");
        }
        if (schema.isPresent() && !schema.get().get("type").equals(Optional.of(new JsonString("object")))) {
            throw input().refused(
                            call,
                            "an input schema with \"type\": \"object\"",
                            schema.get().toString());
        }
        InputSchema judge = judge(call, schema);
        if (name.startsWith(HOST_PREFIX)) {
            throw taken(name, "host", "the host");
        }
        return new Registered(tool, judge);
    }

    private InputSchema judge(String call, Optional<JsonObject> schema) {
        try {
            return InputSchema.judged(schema);
        } catch (IllegalArgumentException e) {
            throw input().refused(
                            call,
                            "an input schema of JSON Schema 2020-12 that refers to nothing outside of itself",
                            String.valueOf(e.getMessage()));
        }
    }

    /** The name is held by somebody else, who keeps it (PORT-84). */
    public PortException taken(String name, String holder, String holderSubject) {
        return new PortException(Problem.of(
                        ProblemCode.TOOL_NAME_TAKEN,
                        problems.subject(),
                        problems.subject() + " needs the tool name \"" + name + "\", which " + holderSubject
                                + " holds and keeps. The tool was not registered.")
                .fact("tool", name)
                .fact("holder", holder)
                .author("choose a name that starts with your extension's, such as \""
                        + problems.id().name().replace('-', '_') + "_" + name + "\"."));
    }

    /**
     * Takes the input of {@code callPrimitive} (PORT-87).
     *
     * @param depth how many primitives called each other to get to the caller
     * @param known tells whether there is a primitive of a name
     */
    public JsonObject called(
            @Nullable String name, @Nullable JsonValue given, boolean registering, int depth, Predicate<String> known) {
        if (registering) {
            throw refused(
                    ProblemCode.HOOK_CALL_REFUSED,
                    name,
                    "during register, when not every tool is there yet",
                    "call it in bootstrap or later.");
        }
        if (depth >= MAX_DEPTH) {
            throw refused(
                    ProblemCode.PRIMITIVE_RECURSION,
                    name,
                    depth + 1 + " calls deep; the limit is " + MAX_DEPTH,
                    "keep tools from calling each other in a circle.");
        }
        if (name == null || !(given instanceof JsonObject object)) {
            String found =
                    name == null || given == null ? "null" : given.getClass().getSimpleName();
            throw input().refused(PortInput.call("callPrimitive", name), "a name and a JSON object", found);
        }
        if (!known.test(name)) {
            throw refused(
                    ProblemCode.PRIMITIVE_UNKNOWN,
                    name,
                    "but no tool of that name can be called here",
                    "check the name, and expect that the tool's extension may be absent.");
        }
        return object;
    }

    private PortException refused(ProblemCode code, @Nullable String name, String why, String fix) {
        return problems.refused(code, PortName.MCP, PortInput.call("callPrimitive", name), why, fix);
    }

    /** The input does not fit the schema of a tool of this extension (PORT-85). */
    public Problem unfit(String name, List<String> faults) {
        return Problem.of(
                        ProblemCode.TOOL_INPUT_INVALID,
                        problems.subject(),
                        "The tool \"" + name + "\" of " + problems.subject()
                                + " needs input that fits its schema; found: " + String.join("; ", faults)
                                + ". The tool was not called.")
                .fact("faults", faults)
                .operator("see what it takes: berth tools --json");
    }

    /** There is no such tool. */
    public static Problem unknown(String name, Collection<String> names) {
        return Problem.of(
                        ProblemCode.TOOL_UNKNOWN,
                        name,
                        "There is no tool \"" + name + "\" on this host now." + NearMisses.question(name, names)
                                + " Nothing was called.")
                .operator("see what can be called: berth tools");
    }

    /** Makes an object of whatever a handler returns (PORT-85). */
    public static JsonObject shaped(@Nullable Object result) {
        if (result == null) {
            return JsonObject.of();
        }
        JsonValue value = JsonValue.of(result);
        if (value instanceof JsonObject object) {
            return object;
        } else if (value instanceof JsonNull) {
            return JsonObject.of();
        }
        return JsonObject.of(value instanceof JsonArray ? "items" : "result", value);
    }
}
