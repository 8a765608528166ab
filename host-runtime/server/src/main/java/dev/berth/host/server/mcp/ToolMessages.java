/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.mcp;

import dev.berth.host.ToolView;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Words tools, results and problems as MCP has them. */
public final class ToolMessages {
    /** Which extension a tool comes from, for clients that show it. */
    private static final String OWNER = "dev.berth/extension";

    private ToolMessages() {}

    static Tool tool(ToolView view) {
        // MCP knows objects only, and a client may drop a whole list for one tool without the type.
        JsonObject schema = view.inputSchema().orElse(JsonObject.of()).with("type", "object");
        Tool.Builder tool = Tool.builder(view.name(), PlainJson.of(schema)).meta(Map.of(OWNER, view.owner()));
        view.description().ifPresent(tool::description);
        return tool.build();
    }

    static CallToolResult result(JsonValue result) {
        // PORT-85 makes it an object; MCP takes nothing else.
        JsonObject object = result instanceof JsonObject known ? known : JsonObject.of("result", result);
        return message(object.toString(), object, false);
    }

    /** Returns the result of a call that failed: the texts for people and models, the problems as data. */
    public static CallToolResult failure(ProblemException e) {
        String text = e.problems().stream().map(Problem::text).collect(Collectors.joining("\n"));
        return message(text, problems(e), true);
    }

    /** A protocol error: the request could not even be understood, or names no tool. */
    static McpError refusal(ProblemException e) {
        return McpError.builder(McpSchema.ErrorCodes.INVALID_PARAMS)
                .message(e.problem().summary())
                .data(PlainJson.of(problems(e)))
                .build();
    }

    private static JsonObject problems(ProblemException e) {
        return JsonObject.of(
                "problems", e.problems().stream().map(Problem::toJson).toList());
    }

    private static CallToolResult message(String text, JsonObject structured, boolean isError) {
        return CallToolResult.builder(List.of(TextContent.builder(text).build()))
                .structuredContent(PlainJson.of(structured))
                .isError(isError)
                .build();
    }
}
