/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.Map;

/**
 * A tool call over MCP's HTTP, from the official Java client to the MCP SDK's own server in Jetty and to Berth's endpoint, in one
 * JVM and in turns; prints median and 99th percentile of each and how many times the SDK's median ours is.
 */
public final class McpCall {
    private static final int ROUNDS = 20;
    private static final int CALLS = 500;
    private static final CallToolRequest ECHO = CallToolRequest.builder("echo")
            .arguments(Map.of("text", "Ada Lovelace"))
            .build();

    private McpCall() {}

    public static void main(String[] arguments) throws Exception {
        try (EchoServer sdk = EchoServer.ofSdk();
                EchoServer berth = EchoServer.ofBerth();
                McpSyncClient toSdk = client(sdk);
                McpSyncClient toBerth = client(berth)) {
            run(toSdk, ROUNDS / 4 * CALLS);
            run(toBerth, ROUNDS / 4 * CALLS);
            double[] ofSdk = new double[ROUNDS * CALLS];
            double[] ofBerth = new double[ROUNDS * CALLS];
            for (int round = 0; round < ROUNDS; round++) {
                System.arraycopy(run(toSdk, CALLS), 0, ofSdk, round * CALLS, CALLS);
                System.arraycopy(run(toBerth, CALLS), 0, ofBerth, round * CALLS, CALLS);
            }
            double base = print(sdk.name(), ofSdk);
            double own = print(berth.name(), ofBerth);
            System.out.printf("x%.2f of the SDK's median%n", own / base);
        }
    }

    private static McpSyncClient client(EchoServer server) {
        McpSyncClient client = McpClient.sync(HttpClientStreamableHttpTransport.builder(
                                server.address().toString())
                        .endpoint("/mcp")
                        .requestBuilder(HttpRequest.newBuilder().header("Authorization", "Bearer " + EchoServer.TOKEN))
                        .build())
                .build();
        client.initialize();
        return client;
    }

    private static double[] run(McpSyncClient client, int calls) {
        double[] micros = new double[calls];
        for (int i = 0; i < calls; i++) {
            long start = System.nanoTime();
            CallToolResult result = client.callTool(ECHO);
            micros[i] = (System.nanoTime() - start) / 1e3;
            if (!String.valueOf(result.structuredContent()).contains("Ada")) {
                throw new IllegalStateException("No echo: " + result);
            }
        }
        return micros;
    }

    private static double print(String name, double[] micros) {
        Arrays.sort(micros);
        double median = micros[micros.length / 2];
        System.out.printf("%-18s median %7.0f us, p99 %7.0f us%n", name, median, micros[micros.length * 99 / 100]);
        return median;
    }
}
