/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.sdk.Extension;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.capability.CapabilityProvider;
import dev.berth.sdk.port.JobOptions;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.NangoPort.ConnectRequest;
import dev.berth.sdk.port.NangoPort.Connection;
import dev.berth.sdk.port.NangoPort.ConnectionScope;
import dev.berth.sdk.port.NangoPort.ConnectionStatus;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.Registration;
import dev.berth.sdk.port.UiPort.UiSurface;
import dev.berth.sdk.problem.HandleClosedException;
import dev.berth.sdk.problem.PortInputException;
import dev.berth.sdk.problem.PortUnavailableException;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RecorderTest {
    private static final String ID = "@acme/crm-connector";

    @Test
    @DisplayName(
            "PORT-S24, PORT-117, PORT-118: providers by version, then id; one of another type is left out and told")
    void order() {
        TestHostContext ctx = TestHostContext.builder(ID)
                .grant("capabilities")
                .provider("@acme/a-connector", "email-send", "1.0.0", (Supplier<String>) () -> "a")
                .provider("@acme/c-connector", "email-send", "1.2.0", (Supplier<String>) () -> "c")
                .provider("@acme/b-connector", "email-send", "1.2.0", (Supplier<String>) () -> "b")
                .provider("@acme/d-connector", "email-send", "0.1.0", "no supplier")
                .build();
        assertThat(ctx.capabilities().resolveProviders("email-send"))
                .extracting(provider -> provider.owner().name())
                .containsExactly("b-connector", "c-connector", "a-connector", "d-connector");
        assertThat(ctx.capabilities().resolveProviders("email-send", Supplier.class))
                .extracting(one -> one.get())
                .containsExactly("b", "c", "a");
        assertThat(ctx.recorder().warnings())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.CAPABILITY_TYPE_MISMATCH);
    }

    @Test
    @DisplayName(
            "PORT-S23, PORT-110 to PORT-115, PORT-119: own providers, reserved ids, and a proxy that outlives its provider")
    void providers() {
        TestHostContext ctx = TestHostContext.builder(ID)
                .grant("capabilities")
                .provides("crm-find", "2.0.0")
                .build();
        Registration registration = ctx.capabilities().registerProvider("crm-find", (Supplier<String>) () -> "first");
        CapabilityProvider own = ctx.capabilities().resolveProviders("crm-find").get(0);
        assertThat(own.owner()).isEqualTo(ExtensionId.of(ID));
        assertThat(own.version()).isEqualTo("2.0.0");
        Supplier<?> kept = own.as(Supplier.class).orElseThrow();
        ctx.capabilities().registerProvider("crm-find", (Supplier<String>) () -> "second");
        registration.close();
        assertThat(kept.get()).isEqualTo("second");
        ctx.revoke("capabilities");
        assertThatThrownBy(kept::get).isInstanceOf(HandleClosedException.class);
        assertThat(kept).hasToString("Supplier[crm-find of @acme/crm-connector]");
        ctx.grant("capabilities");
        assertThatThrownBy(() -> ctx.capabilities().registerProvider("host:x", new Object() {}))
                .hasMessageContaining("[capability-id-reserved]");
        assertThatThrownBy(() -> ctx.capabilities().registerProvider("crm-find", JsonObject.of()))
                .isInstanceOf(PortInputException.class);
        assertThatThrownBy(() -> ctx.capabilities().registerProvider("@other/x", new Object() {}))
                .isInstanceOf(PortInputException.class);
        ctx.capabilities().registerProvider("undeclared", new Object() {});
        assertThat(ctx.recorder().warnings())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.CAPABILITY_UNDECLARED);
    }

    @Test
    @DisplayName(
            "PORT-128, PORT-129, PORT-S28: slots in order; the summary has names, counts and ids, no line too long")
    void summary() {
        TestHostContext ctx = TestHostContext.builder(ID)
                .grant("mcp", "ui", "jobs", "settings")
                .setting("region", "a-value-of-a-setting")
                .build();
        for (int i = 20; i > 0; i--) {
            ctx.mcp().registerTool(new McpTool("tool_" + i, Optional.empty(), Optional.empty(), input -> "x"));
        }
        ctx.ui().registerSetupSurface(new UiSurface(JsonObject.of("title", "Set\nup\u202E")));
        ctx.ui().registerSettingsSurface(new UiSurface(JsonObject.of("secret", "hidden")));
        ctx.ui().registerSettingsSurface(new UiSurface(JsonObject.of("id", "general", "title", "General")));
        ctx.jobs().enqueue("sync", JsonObject.of("payload", "hidden"), JobOptions.DEFAULT);
        assertThat(ctx.recorder().tools().keySet())
                .startsWith("tool_20", "tool_19")
                .endsWith("tool_1");
        assertThat(ctx.recorder().settingsSurfaces()).containsOnlyKeys("{\"secret\":\"hidden\"}", "general");
        List<String> lines = ctx.recorder().summary().lines().toList();
        assertThat(lines).allMatch(line -> line.length() <= 120);
        assertThat(lines.get(1))
                .startsWith("  tools 20: tool_20, tool_19")
                .hasSize(120)
                .endsWith("…");
        assertThat(lines)
                .containsSubsequence(
                        "@acme/crm-connector 1.0.0",
                        "  setup surfaces 1: Setup",
                        "  settings surfaces 2: (unnamed), general",
                        "  jobs 1: job-1 sync");
        assertThat(ctx.recorder().summary()).doesNotContain("hidden").doesNotContain("a-value");
    }

    @Test
    @DisplayName("LIFE-29: while register runs nobody meets what it registers; in bootstrap everybody does")
    void met() {
        TestHostContext ctx = TestHostContext.builder(ID).grant("capabilities").build();
        List<Integer> seen = new ArrayList<>();
        ctx.activate(new Extension() {
            @Override
            public void register(ExtensionContext held) {
                held.capabilities().registerProvider("crm-find", new Object() {});
                seen.add(held.capabilities().resolveProviders("crm-find").size());
            }

            @Override
            public void bootstrap(ExtensionContext held) {
                seen.add(held.capabilities().resolveProviders("crm-find").size());
            }
        });
        assertThat(seen).containsExactly(0, 1);
    }

    @Test
    @DisplayName("PORT-130: what a test may have overlooked")
    void diagnostics() {
        TestHostContext ctx =
                TestHostContext.builder(ID).grant("capabilities", "jobs").build();
        ctx.capabilities().resolveProviders("email-send");
        assertThatThrownBy(() -> ctx.settings().get("a"));
        assertThat(ctx.recorder().diagnostics())
                .extracting(Recorder.Diagnostic::toString)
                .containsExactly(
                        "email-send was looked up, and nobody provides it",
                        "jobs was granted, and never used",
                        "settings was used, and not granted");
    }

    @Test
    @DisplayName("PORT-104, PORT-S34: lines of the log mask secrets; a flag named like one is false")
    void log() {
        TestHostContext ctx = TestHostContext.builder(ID)
                .flag("API_KEY", "1")
                .flag("beta", "1")
                .build();
        ctx.logger().error("m\nforged", Map.of("token", "s3cr3t"));
        assertThat(ctx.recorder().log()).containsExactly("ERROR m forged token=***");
        assertThat(ctx.runtime().flag("API_KEY")).isFalse();
        assertThat(ctx.runtime().flag("beta")).isTrue();
    }

    @Test
    @DisplayName("PORT-77, PORT-79: no gateway, and one that holds connections of the application and of users")
    void nango() {
        TestHostContext none = TestHostContext.builder(ID).grant("nango").build();
        assertThat(none.nango().isConfigured()).isFalse();
        assertThat(none.nango().status()).isEqualTo(ConnectionStatus.NOT_CONNECTED);
        assertThat(none.nango().connection("c", "k")).isEmpty();
        assertThatThrownBy(() -> none.nango().ensureConnectSession(new ConnectRequest("k", ConnectionScope.app())))
                .isInstanceOf(PortUnavailableException.class);
        TestHostContext some = TestHostContext.builder(ID)
                .grant("nango")
                .connection(ConnectionScope.app(), new Connection("c", "k", JsonObject.of("access_token", "a")))
                .connection(ConnectionScope.user("bob"), new Connection("b", "k", JsonObject.of()))
                .build();
        assertThat(some.nango().connection("c", "k")).isPresent();
        assertThat(some.nango().connection("b", "k")).isEmpty();
        assertThat(some.nango().primarySavedConnections(ConnectionScope.user("bob")))
                .isEmpty();
        assertThat(some.nango().primarySavedConnection("k", ConnectionScope.app()))
                .isPresent();
        assertThat(some.nango().connectionRecords("k")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(PortName.class)
    @DisplayName(
            "PORT-9, PORT-S40: each port in memory overrides every method of its interface, default methods included")
    void overrides(PortName port) throws ReflectiveOperationException {
        Class<?> contract = ExtensionContext.class.getMethod(port.toString()).getReturnType();
        Class<?> type = Class.forName(
                "dev.berth.sdk.testkit.memory.Memory" + contract.getSimpleName().replaceAll("Port$", ""));
        for (Method method : contract.getMethods()) {
            Method found = type.getMethod(method.getName(), method.getParameterTypes());
            assertThat(found.getDeclaringClass()).as(method.toString()).isEqualTo(type);
        }
        assertThat(Arrays.asList(type.getInterfaces())).contains(contract);
    }

    @Test
    @DisplayName("PORT-131: inert: every port allowed, reads empty, writes without effect, descriptors still checked")
    void inert() {
        TestHostContext ctx =
                TestHostContext.builder(ID).inert().setting("a", 1).build();
        ctx.settings().set("a", 1);
        assertThat(ctx.settings().get("a")).isEmpty();
        ctx.secrets().set("a", "b");
        assertThat(ctx.secrets().get("a")).isEmpty();
        assertThat(ctx.db().query("select 1", List.of())).isEmpty();
        assertThat(ctx.authSession().requireOrganizationId()).isEqualTo("probe-org");
        assertThat(ctx.mcp().callPrimitive("any", JsonObject.of())).isEqualTo(JsonObject.of());
        ctx.jobs().enqueue("sync", JsonObject.of(), JobOptions.DEFAULT);
        ctx.objects().write(ID + ":invoice", JsonObject.of());
        assertThat(ctx.recorder().jobs()).isEmpty();
        assertThatThrownBy(() ->
                        ctx.mcp().registerTool(new McpTool("a b", Optional.empty(), Optional.empty(), input -> 1)))
                .isInstanceOf(PortInputException.class);
        assertThatThrownBy(() -> ctx.settings().set("a b", 1)).isInstanceOf(PortInputException.class);
        ctx.activate(held -> held.mcp().registerTool(new McpTool("t", Optional.empty(), Optional.empty(), input -> 1)));
        assertThat(ctx.recorder().tools()).containsOnlyKeys("t");
    }
}
