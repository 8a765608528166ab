/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.HostRuntime;
import dev.berth.host.server.BerthServer;
import dev.berth.host.server.ServerConfig;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/** A server with one tool, {@code echo}, that gives back what it is sent. */
record EchoServer(String name, URI address, Runnable closing) implements AutoCloseable {
    static final String TOKEN = "a-token-of-the-benchmark-0123456789";

    private static final String TOOL = "echo";
    private static final Map<String, Object> SCHEMA = Map.of(
            "type", "object", "properties", Map.of("text", Map.of("type", "string")), "required", List.of("text"));

    /** The MCP SDK's own server in Jetty. */
    static EchoServer ofSdk() throws Exception {
        HttpServletStreamableServerTransportProvider transport = HttpServletStreamableServerTransportProvider.builder()
                .mcpEndpoint("/mcp")
                .build();
        McpSyncServer server = McpServer.sync(transport)
                .serverInfo("echo", "1")
                .capabilities(McpSchema.ServerCapabilities.builder().tools(true).build())
                .toolCall(
                        McpSchema.Tool.builder(TOOL, SCHEMA).build(),
                        (exchange, request) -> McpSchema.CallToolResult.builder()
                                .addTextContent(String.valueOf(request.arguments()))
                                .structuredContent(request.arguments())
                                .build())
                .build();
        Server jetty = new Server();
        ServerConnector connector = new ServerConnector(jetty);
        connector.setHost(ServerConfig.LOOPBACK);
        jetty.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        ServletHolder servlet = new ServletHolder(transport);
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/*");
        jetty.setHandler(context);
        jetty.start();
        return new EchoServer("the SDK's server", URI.create("http://127.0.0.1:" + connector.getLocalPort()), () -> {
            server.close();
            LifeCycle.stop(jetty);
        });
    }

    /** A host with an extension. */
    static EchoServer ofBerth() throws Exception {
        Path folder = Files.createTempDirectory("berth-benchmark");
        String entry = "bench.echo.Entry";
        String register = """
                var schema = JsonObject.of("type", "object", "properties",
                    JsonObject.of("text", JsonObject.of("type", "string")), "required", java.util.List.of("text"));
                ctx.mcp().registerTool(new McpTool("echo", java.util.Optional.empty(), java.util.Optional.of(schema), input -> input));
                """;
        Path file = ExtensionPackage.connector("@bench/echo-connector", "1.0.0")
                .ports("mcp")
                .entry(entry, EntrySource.of(entry).register(register).text())
                .writeTo(folder);
        HostRuntime host =
                HostRuntime.builder().home(folder.resolve("home")).build().start();
        host.install(file);
        BerthServer server = BerthServer.start(
                host, new ServerConfig(ServerConfig.LOOPBACK, 0, TOKEN, folder.resolve("uploads"), () -> {}));
        return new EchoServer("Berth", server.url(), () -> {
            server.close();
            host.close();
        });
    }

    @Override
    public void close() {
        closing.run();
    }
}
