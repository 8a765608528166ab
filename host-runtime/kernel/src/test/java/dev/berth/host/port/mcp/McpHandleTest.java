/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MovableClock;
import dev.berth.host.live.Caller;
import dev.berth.host.live.Contribution.Tool;
import dev.berth.host.live.LiveRegistry;
import dev.berth.host.live.LiveView;
import dev.berth.host.port.PortFixture;
import dev.berth.sdk.port.McpPort.ExternalMcpServer;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.PortException;
import dev.berth.sdk.problem.PortInputException;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class McpHandleTest {
    private final LiveRegistry live = new LiveRegistry(new MovableClock());
    private final PortFixture port = on("@acme/crm-connector");

    private PortFixture on(String id) {
        PortFixture made =
                new PortFixture(Manifests.of(id, "1.4.0").ports(PortName.MCP).make(), LiveView.live(live));
        made.grant(PortName.MCP);
        made.registrations.goLive(live, made.registrations.all());
        return made;
    }

    private static McpTool tool(String name) {
        return McpTool.of(name, "d", JsonObject.of("type", "object"), input -> name);
    }

    private static void refused(ProblemCode code, ThrowingCallable call) {
        assertThatExceptionOfType(PortException.class)
                .isThrownBy(call)
                .satisfies(thrown -> assertThat(thrown.problem().code()).isEqualTo(code));
    }

    @Test
    @DisplayName(
            "PORT-S27, PORT-84: the same name again replaces; another extension is refused and the holder keeps it")
    void names() throws Exception {
        port.ctx.mcp().registerTool(tool("search"));
        port.ctx.mcp().registerTool(McpTool.of("search", "d", JsonObject.of("type", "object"), input -> "second"));
        Tool held = live.current().tool("search").orElseThrow();
        assertThat(held.handler().call(JsonObject.of())).isEqualTo("second");
        PortFixture other = on("@other/crm-connector");
        refused(ProblemCode.TOOL_NAME_TAKEN, () -> other.ctx.mcp().registerTool(tool("search")));
        assertThat(live.current().tool("search")).contains(held);
        assertThat(live.current().tools()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "ä", "a\n"})
    @DisplayName("PORT-83: a name outside [A-Za-z0-9_.-]{1,64} is refused")
    void badNames(String name) {
        assertThatExceptionOfType(PortInputException.class)
                .isThrownBy(() -> port.ctx.mcp().registerTool(tool(name)));
        assertThatExceptionOfType(PortInputException.class)
                .isThrownBy(() -> port.ctx.mcp().registerTool(tool("x".repeat(65))));
        port.ctx.mcp().registerTool(tool("A-z_0.9" + "x".repeat(57)));
    }

    @Test
    @DisplayName("PORT-S28, PORT-83: the slot is the name at registration")
    void nameReadOnce() {
        McpTool tool = tool("first");
        port.ctx.mcp().registerTool(tool);
        assertThat(live.current().tool(tool.name()).orElseThrow().slot().key()).isEqualTo("first");
        assertThat(live.current().tool("first").orElseThrow().owner().id()).isEqualTo(port.id);
    }

    @Test
    @DisplayName("PORT-85: a schema that is not about an object is refused; none at all is fine")
    void schemas() {
        assertThatExceptionOfType(PortInputException.class)
                .isThrownBy(
                        () -> port.ctx.mcp().registerTool(McpTool.of("t", "d", JsonObject.of("type", "array"), i -> 1)))
                .withMessageContaining("\"type\": \"object\"");
        port.ctx.mcp().registerTool(new McpTool("t", Optional.empty(), Optional.empty(), input -> 1));
        assertThat(live.current().tool("t").orElseThrow().check().faults(JsonObject.of("any", 1)))
                .isEmpty();
    }

    @Test
    @DisplayName("PORT-85: input is judged by the schema; a tool whose schema is none is refused")
    void inputCheck() {
        JsonObject schema = JsonObject.of(
                "type", "object",
                "properties", JsonObject.of("n", JsonObject.of("type", "integer")),
                "required", JsonArray.of("n"));
        port.ctx.mcp().registerTool(McpTool.of("t", "d", schema, input -> 1));
        Tool tool = live.current().tool("t").orElseThrow();
        assertThat(tool.check().faults(JsonObject.of("n", 1))).isEmpty();
        assertThat(tool.check().faults(JsonObject.of("n", "x"))).hasSize(1);
        assertThat(tool.check().faults(JsonObject.of()))
                .singleElement()
                .asString()
                .contains("n");
        JsonObject broken = JsonObject.of(
                "type", "object", "properties", JsonObject.of("n", JsonObject.of("type", "string", "pattern", "[")));
        assertThatExceptionOfType(PortInputException.class)
                .isThrownBy(() -> port.ctx.mcp().registerTool(McpTool.of("broken", "d", broken, input -> 1)))
                .withMessageContaining("needs an input schema of JSON Schema 2020-12");
        assertThat(live.current().tool("broken")).isEmpty();
    }

    @Test
    @DisplayName("PORT-85: a schema that refers to an address is refused and never fetched")
    void remoteSchema() throws IOException {
        AtomicInteger fetched = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            fetched.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/schema.json";
            JsonObject schema = JsonObject.of("type", "object", "$ref", url);
            assertThatExceptionOfType(PortInputException.class)
                    .isThrownBy(() -> port.ctx.mcp().registerTool(McpTool.of("remote", "d", schema, input -> 1)))
                    .withMessageContaining("found a reference to \"" + url + "\"");
            assertThat(fetched).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    @DisplayName("PORT-87: an unknown primitive, a call in register and the ninth level are refused")
    void primitives() throws Exception {
        port.ctx.mcp().registerTool(tool("search"));
        refused(ProblemCode.PRIMITIVE_UNKNOWN, () -> port.ctx.mcp().callPrimitive("nothing", JsonObject.of()));
        refused(ProblemCode.PORT_INPUT_INVALID, () -> port.ctx.mcp().callPrimitive("search", JsonArray.of()));
        port.scope.within(Caller.NOBODY, 0, true, () -> {
            refused(ProblemCode.HOOK_CALL_REFUSED, () -> port.ctx.mcp().callPrimitive("search", JsonObject.of()));
            return true;
        });
        port.scope.within(Caller.NOBODY, 7, false, () -> port.ctx.mcp().callPrimitive("search", JsonObject.of("q", 1)));
        assertThat(port.called).containsExactly("search {\"q\":1} at depth 8");
        port.scope.within(Caller.NOBODY, 8, false, () -> {
            refused(ProblemCode.PRIMITIVE_RECURSION, () -> port.ctx.mcp().callPrimitive("search", JsonObject.of()));
            return true;
        });
    }

    @Test
    @DisplayName(
            "PORT-S27, PORT-84: names of the host's own tools are taken, whether the host has one of that name or not")
    void namesOfTheHost() {
        for (String name : List.of("berth_list", "berth_anything")) {
            assertThatExceptionOfType(PortException.class)
                    .isThrownBy(() -> port.ctx
                            .mcp()
                            .registerTool(McpTool.of(name, "d", JsonObject.of("type", "object"), input -> 1)))
                    .withMessageContaining("needs the tool name \"" + name + "\", which the host holds and keeps");
        }
        assertThat(live.current().tools()).isEmpty();
    }

    @Test
    @DisplayName("The servers that the operator named are told; the address of this one too")
    void externalServers() {
        assertThat(port.ctx.mcp().externalServers())
                .containsExactly(new ExternalMcpServer("tickets", URI.create("https://tickets.example/mcp")));
    }
}
