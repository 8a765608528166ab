/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.client;

import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import dev.berth.sdk.value.JsonValue;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;

/** Calls tools of a host as any MCP client does, through its endpoint. */
public final class ToolCaller {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofMinutes(2);

    private final URI endpoint;
    private final String token;
    private final McpJsonMapper mapper = McpJsonDefaults.getMapper();

    public ToolCaller(URI endpoint, String token) {
        this.endpoint = endpoint;
        this.token = token;
    }

    /** What came of a call. */
    public sealed interface Result {
        /** It returned something. */
        record Returned(JsonValue value) implements Result {}

        /** It returned an error. */
        record Failed(List<Problem> problems) implements Result {}

        /** The host did not call it. */
        record Refused(String reason) implements Result {}

        /** The host did not answer as the protocol says. */
        record Unreachable(String reason) implements Result {}
    }

    public Result call(String tool, JsonObject input) {
        try (McpSyncClient client = client()) {
            client.initialize();
            CallToolResult result = client.callTool(CallToolRequest.builder(tool)
                    .arguments(mapper, input.toString())
                    .build());
            if (Boolean.TRUE.equals(result.isError())) {
                return new Result.Failed(problems(tool, result));
            }
            return new Result.Returned(value(result));
        } catch (McpError e) {
            return new Result.Refused(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // The client wraps what the connection threw in several ways; what is left of it here never came from a
            // tool.
            return new Result.Unreachable(String.valueOf(McpError.findRootCause(e)));
        }
    }

    private McpSyncClient client() {
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .header("Authorization", "Bearer " + token)
                .header("X-Berth-Surface", "cli");
        HttpClientStreamableHttpTransport transport = HttpClientStreamableHttpTransport.builder(
                        endpoint.resolve("/").toString())
                .endpoint(endpoint.getRawPath())
                .requestBuilder(request)
                .jsonMapper(mapper)
                .connectTimeout(CONNECT)
                .openConnectionOnStartup(false)
                .build();
        return McpClient.sync(transport)
                .clientInfo(Implementation.builder("berth", "0.1.0").build())
                .requestTimeout(ANSWER)
                .initializationTimeout(CONNECT)
                .build();
    }

    /** The structured result if there is one, else the text as JSON if it is that, else as a string. */
    private JsonValue value(CallToolResult result) {
        if (result.structuredContent() != null) {
            try {
                return StrictJson.parse(mapper.writeValueAsString(result.structuredContent()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        List<JsonValue> texts = result.content().stream()
                .filter(TextContent.class::isInstance)
                .map(content -> parsed(((TextContent) content).text()))
                .toList();
        return texts.size() == 1 ? texts.get(0) : new JsonArray(texts);
    }

    private List<Problem> problems(String tool, CallToolResult result) {
        JsonValue value = value(result);
        List<Problem> problems =
                value instanceof JsonObject document ? ProblemReader.list(document, "problems") : List.of();
        if (!problems.isEmpty()) {
            return problems;
        }
        String text = value instanceof JsonString string ? string.value() : value.toString();
        return List.of(Problem.of(ProblemCode.TOOL_FAILED, tool, "The tool " + tool + " failed: " + text));
    }

    private static JsonValue parsed(String text) {
        try {
            return StrictJson.parse(text);
        } catch (StrictJson.JsonSyntaxException e) {
            return new JsonString(text);
        }
    }
}
