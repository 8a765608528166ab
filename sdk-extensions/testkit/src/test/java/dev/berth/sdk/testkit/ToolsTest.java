/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.sdk.port.ActionFailedException;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.McpToolHandler;
import dev.berth.sdk.port.Registration;
import dev.berth.sdk.port.UiAction;
import dev.berth.sdk.problem.PortException;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ToolsTest {
    private static final JsonObject SCHEMA = JsonObject.of(
            "type",
            "object",
            "properties",
            JsonObject.of("name", JsonObject.of("type", "string")),
            "required",
            List.of("name"));

    private final TestHostContext ctx = TestHostContext.builder("@acme/crm-connector")
            .grant("mcp", "ui", "authSession")
            .tool("@acme/mail-connector", tool("mail_send", input -> Optional.of("sent")))
            .build();

    private static McpTool tool(String name, McpToolHandler handler) {
        return new McpTool(name, Optional.empty(), Optional.empty(), handler);
    }

    private static ProblemCode code(Runnable call) {
        return catchThrowableOfType(ProblemException.class, call::run).problem().code();
    }

    @Test
    @DisplayName("PORT-S29, PORT-85: a list becomes items, a scalar result, nothing an empty object, an object stays")
    void shapes() {
        for (Object returned : Arrays.asList(List.of(1), 7, null, JsonObject.of("a", 1))) {
            ctx.mcp().registerTool(tool("t", input -> returned));
            assertThat(ctx.call("t", JsonObject.of()).toString())
                    .isIn("{\"items\":[1]}", "{\"result\":7}", "{}", "{\"a\":1}");
        }
        ctx.mcp().registerTool(tool("t", input -> List.of()));
        assertThat(ctx.call("t", JsonObject.of())).hasToString("{\"items\":[]}");
    }

    @Test
    @DisplayName("PORT-85: input that does not fit the schema never reaches the handler")
    void schema() {
        ctx.mcp()
                .registerTool(McpTool.of(
                        "t", "d", SCHEMA, input -> input.string("name").orElseThrow()));
        ProblemException unfit = catchThrowableOfType(ProblemException.class, () -> ctx.call("t", JsonObject.of()));
        assertThat(unfit.problem().code()).isEqualTo(ProblemCode.TOOL_INPUT_INVALID);
        assertThat(unfit.problem().facts().get("faults")).isPresent();
        assertThat(ctx.call("t", JsonObject.of("name", "Ada"))).hasToString("{\"result\":\"Ada\"}");
    }

    @Test
    @DisplayName("PORT-S27, PORT-84: the same name again replaces; a name of another extension stays taken")
    void names() {
        Registration first = ctx.mcp().registerTool(tool("t", input -> 1));
        ctx.mcp().registerTool(tool("t", input -> 2));
        first.close();
        first.close();
        assertThat(ctx.call("t", JsonObject.of())).hasToString("{\"result\":2}");
        assertThatThrownBy(() -> ctx.mcp().registerTool(tool("mail_send", input -> 3)))
                .isInstanceOf(PortException.class)
                .hasMessageContaining("@acme/mail-connector 1.0.0 holds and keeps");
        assertThat(ctx.recorder().tools()).containsOnlyKeys("t");
    }

    @Test
    @DisplayName("PORT-83, PORT-5: a descriptor that is none is refused and nothing is registered")
    @SuppressWarnings("NullOptional") // what a careless caller may hand in
    void descriptors() {
        for (McpTool bad : Arrays.asList(
                null,
                tool(" ", input -> 1),
                tool("a b", input -> 1),
                tool("a".repeat(65), input -> 1),
                tool("t", null),
                new McpTool("t", null, Optional.empty(), input -> 1),
                McpTool.of("t", "d", JsonObject.of(), input -> 1))) {
            assertThat(code(() -> ctx.mcp().registerTool(bad))).isEqualTo(ProblemCode.PORT_INPUT_INVALID);
        }
        assertThat(ctx.recorder().tools()).isEmpty();
    }

    @Test
    @DisplayName("PORT-87: primitives run as the caller; unknown, recursive and early calls are refused")
    void primitives() {
        assertThat(ctx.mcp().callPrimitive("mail_send", JsonObject.of())).hasToString("{\"result\":\"sent\"}");
        assertThat(code(() -> ctx.mcp().callPrimitive("none", JsonObject.of())))
                .isEqualTo(ProblemCode.PRIMITIVE_UNKNOWN);
        ctx.mcp().registerTool(tool("who", input -> ctx.authSession().actor().orElseThrow()));
        assertThat(ctx.mcp().callPrimitive("who", JsonObject.of()).toString()).contains("\"userId\":\"tester\"");
        ctx.mcp().registerTool(tool("again", input -> ctx.mcp().callPrimitive("again", input)));
        assertThatThrownBy(() -> ctx.call("again", JsonObject.of())).hasMessageContaining("the limit is 8");
        assertThat(code(() -> ctx.activate(held -> held.mcp().callPrimitive("who", JsonObject.of()))))
                .isEqualTo(ProblemCode.HOOK_FAILED);
    }

    @Test
    @DisplayName("PORT-101: a tool or an action that fails tells its text, and the test finds the exception")
    void failures() {
        ctx.mcp().registerTool(tool("t", input -> {
            throw new ActionFailedException("The address needs an @; found none");
        }));
        assertThatThrownBy(() -> ctx.call("t", JsonObject.of()))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("failed in tool \"t\": The address needs an @; found none.")
                .hasCauseInstanceOf(ActionFailedException.class);
        ctx.ui().registerAction(new UiAction("sync", input -> List.of(input)));
        assertThat(ctx.act("sync", JsonObject.of("a", 1))).hasToString("{\"items\":[{\"a\":1}]}");
        assertThatThrownBy(() -> ctx.act("none", JsonObject.of())).hasMessageContaining("none");
        assertThat(code(() -> ctx.call("non", JsonObject.of()))).isEqualTo(ProblemCode.TOOL_UNKNOWN);
    }
}
