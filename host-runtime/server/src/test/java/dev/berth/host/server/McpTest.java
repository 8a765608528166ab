/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The MCP server as the official Java client sees it. */
class McpTest {
    private static final String INITIALIZE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-06-18\","
                    + "\"capabilities\":{},\"clientInfo\":{\"name\":\"test\",\"version\":\"1\"}}}";

    private static final String WAIT =
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"wait\"}}";

    @TempDir
    Path folder;

    /** Not the common pool: on a small machine it has one thread, and the client needs that itself. */
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private final BlockingQueue<List<Tool>> changes = new LinkedBlockingQueue<>();
    private Served served;

    @BeforeEach
    void serve() throws IOException {
        served = Served.in(folder);
    }

    @AfterEach
    void stop() {
        served.close();
        threads.close();
    }

    @Test
    void listsAndCallsWhatIsLive() throws Exception {
        served.bring("1.0.0", Greeters.More.class, true);
        try (McpSyncClient client = client()) {
            assertThat(client.listTools().tools())
                    .extracting(Tool::name)
                    .containsExactlyInAnyOrder(
                            "berth_list", "berth_info", "berth_why", "berth_plan", "greet", "list", "echo", "broken");
            assertThat(client.listTools().tools())
                    .allSatisfy(tool -> assertThat(tool.inputSchema()).containsEntry("type", "object"));

            CallToolResult greeting = call(client, "greet", Map.of("who", "Ada"));
            assertThat(greeting.isError()).isFalse();
            assertThat(greeting.structuredContent()).isEqualTo(Map.of("greeting", "Hello Ada", "version", "3"));
            assertThat(text(greeting)).isEqualTo("{\"greeting\":\"Hello Ada\",\"version\":\"3\"}");
        }
    }

    /** PORT-85. */
    @Test
    void aResultIsAlwaysAnObject() throws Exception {
        served.bring("1.0.0", Greeters.More.class, true);
        try (McpSyncClient client = client()) {
            assertThat(text(call(client, "list", Map.of()))).isEqualTo("{\"items\":[1,2]}");
            assertThat(text(call(client, "echo", Map.of()))).isEqualTo("{}");
            assertThat(text(call(client, "echo", Map.of("n", 9007199254740993L, "d", 0.1, "l", List.of("a", true)))))
                    .contains("9007199254740993", "0.1", "[\"a\",true]");
        }
    }

    @Test
    void aProblemIsAResultThatAModelCanRead() throws Exception {
        served.bring("1.0.0", Greeters.More.class, true);
        try (McpSyncClient client = client()) {
            CallToolResult failed = call(client, "broken", Map.of());
            assertThat(failed.isError()).isTrue();
            assertThat(text(failed)).contains("[tool-failed]");
            assertThat(failed.structuredContent().toString()).contains("code=tool-failed");

            CallToolResult wrong = call(client, "greet", Map.of("who", 5));
            assertThat(wrong.isError()).isTrue();
            assertThat(text(wrong)).contains("[tool-input-invalid]");
        }
    }

    @Test
    void anUnknownToolIsAnErrorOfTheProtocol() {
        try (McpSyncClient client = client()) {
            assertThatExceptionOfType(McpError.class)
                    .isThrownBy(() -> call(client, "nope", Map.of()))
                    .satisfies(e -> {
                        assertThat(e.getJsonRpcError().code()).isEqualTo(-32602);
                        assertThat(e.getJsonRpcError().data().toString()).contains("code=tool-unknown");
                    });
        }
    }

    @Test
    void clientsHearOfAnotherListAndOfNothingElse() throws Exception {
        served.bring("1.0.0", Greeters.One.class, true);
        try (McpSyncClient client = client()) {
            served.bring("2.0.0", Greeters.Same.class, false);
            assertThat(call(client, "greet", Map.of("who", "Ada"))
                            .structuredContent()
                            .toString())
                    .contains("version=2");
            served.bring("3.0.0", Greeters.More.class, false);

            // The update before made no list of its own: the first that is heard of is this one.
            assertThat(changes.poll(10, TimeUnit.SECONDS))
                    .extracting(Tool::name)
                    .contains("greet", "list");
            assertThat(changes).isEmpty();
        }
    }

    @Test
    void noCallFailsWhileRevisionsChange() throws Exception {
        served.bring("1.0.0", Greeters.One.class, true);
        AtomicInteger calls = new AtomicInteger();
        AtomicBoolean enough = new AtomicBoolean();
        try (McpSyncClient client = client()) {
            CompletableFuture<Void> loop = CompletableFuture.runAsync(
                    () -> {
                        while (!enough.get()) {
                            assertThat(call(client, "greet", Map.of("who", "Ada"))
                                            .isError())
                                    .isFalse();
                            assertThat(client.listTools().tools())
                                    .extracting(Tool::name)
                                    .contains("greet");
                            calls.incrementAndGet();
                        }
                    },
                    threads);
            for (int i = 2; i < 12; i++) {
                int before = calls.get();
                served.bring(i + ".0.0", i % 2 == 0 ? Greeters.More.class : Greeters.One.class, false);
                while (calls.get() == before && !loop.isDone()) {
                    Thread.onSpinWait();
                }
            }
            enough.set(true);
            loop.get(20, TimeUnit.SECONDS);
        }
        assertThat(calls.get()).isGreaterThanOrEqualTo(10);
    }

    /** Without the official client, which gives up its calls when its own stream for notifications ends. */
    @Test
    void aCallInFlightIsAnsweredWhileTheServerStops() throws Exception {
        Greeters.release = new CountDownLatch(1);
        served.bring("1.0.0", Greeters.Slow.class, true);
        String session = post(INITIALIZE, served.server.url().toString())
                .headers()
                .firstValue("mcp-session-id")
                .orElseThrow();
        HttpRequest.Builder wait = message(WAIT).header("mcp-session-id", session);
        Future<HttpResponse<String>> answer = threads.submit(() -> served.send(wait));
        Greeters.entered.await();
        Future<?> stop = threads.submit(served.server::close);
        await().until(this::takesNoMoreRequests);
        Greeters.release.countDown();

        assertThat(answer.get(10, TimeUnit.SECONDS).body()).contains("\"structuredContent\":{\"result\":\"done\"}");
        stop.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aStreamOpensBeforeItsFirstEvent() throws Exception {
        String session = post(INITIALIZE, served.server.url().toString())
                .headers()
                .firstValue("mcp-session-id")
                .orElseThrow();
        HttpRequest listen = served.request("/mcp")
                .header("Accept", "text/event-stream")
                .header("mcp-session-id", session)
                .build();
        try (HttpClient client = HttpClient.newHttpClient();
                InputStream events = client.sendAsync(listen, BodyHandlers.ofInputStream())
                        .get(10, TimeUnit.SECONDS)
                        .body()) {
            served.bring("1.0.0", Greeters.One.class, true);

            assertThat(new Scanner(events, StandardCharsets.UTF_8)
                            .useDelimiter("\n\n")
                            .next())
                    .contains("notifications/tools/list_changed");
        }
    }

    @Test
    void anotherOriginIsRefusedBeforeTheProtocol() throws Exception {
        HttpResponse<String> own = post(INITIALIZE, served.server.url().toString());
        HttpResponse<String> foreign = post(INITIALIZE, "http://evil.example");

        assertThat(own.statusCode()).as(own.body()).isEqualTo(200);
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(foreign.headers().map()).doesNotContainKey("mcp-session-id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"jsonrpc\":\"2.0\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}"
            })
    void aMalformedMessageIsRefusedWithoutAStackTrace(String body) throws Exception {
        HttpResponse<String> response = post(body, served.server.url().toString());

        assertThat(response.statusCode()).isBetween(400, 499);
        assertThat(response.body()).doesNotContainIgnoringCase("stackTrace").doesNotContain("\tat ", "jetty");
    }

    @Test
    void aMessageOfMoreThanAMegabyteIsRefused() throws Exception {
        assertThat(post(" ".repeat((1 << 20) + 1), served.server.url().toString())
                        .statusCode())
                .isEqualTo(413);
    }

    private boolean takesNoMoreRequests() throws IOException {
        try (Socket socket = served.connect()) {
            return !socket.isConnected();
        } catch (ConnectException e) {
            return true;
        }
    }

    private HttpResponse<String> post(String body, String origin) throws Exception {
        return served.send(message(body).header("Origin", origin));
    }

    private HttpRequest.Builder message(String body) {
        return served.request("/mcp")
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, text/event-stream")
                .POST(BodyPublishers.ofString(body));
    }

    private McpSyncClient client() {
        McpSyncClient client = McpClient.sync(HttpClientStreamableHttpTransport.builder(
                                served.server.url().toString())
                        .endpoint("/mcp")
                        .requestBuilder(HttpRequest.newBuilder().header("Authorization", "Bearer " + Served.TOKEN))
                        .build())
                .toolsChangeConsumer(changes::add)
                .build();
        client.initialize();
        return client;
    }

    private static CallToolResult call(McpSyncClient client, String name, Map<String, Object> input) {
        return client.callTool(CallToolRequest.builder(name).arguments(input).build());
    }

    private static String text(CallToolResult result) {
        return ((TextContent) result.content().get(0)).text();
    }
}
