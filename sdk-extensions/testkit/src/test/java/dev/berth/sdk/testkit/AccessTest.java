/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.SettingsPort;
import dev.berth.sdk.port.UiAction;
import dev.berth.sdk.problem.HandleClosedException;
import dev.berth.sdk.problem.PortNotGrantedException;
import dev.berth.sdk.problem.PortReservedException;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AccessTest {
    private static final String ID = "@acme/crm-connector";

    private static Object handle(ExtensionContext ctx, PortName port) {
        try {
            return ExtensionContext.class.getMethod(port.toString()).invoke(ctx);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("PORT-S1, PORT-18: an ungranted call names port, granted ports and reason; logger and runtime work")
    void notGranted() {
        TestHostContext ctx = TestHostContext.builder(ID).grant("mcp", "jobs").build();
        PortNotGrantedException refused = catchThrowableOfType(
                PortNotGrantedException.class, () -> ctx.settings().get("a"));
        assertThat(refused.problem().facts())
                .isEqualTo(JsonObject.of(
                        "port", "settings", "granted", JsonArray.of("jobs", "mcp"), "reason", "undeclared"));
        assertThat(refused.problem().summary())
                .startsWith("@acme/crm-connector 1.0.0 called SettingsPort.get(\"a\") but holds no grant")
                .contains("(granted: jobs, mcp)");
        ctx.logger().info("still there", Map.of());
        assertThat(ctx.runtime().flag("x")).isFalse();
    }

    @Test
    @DisplayName("PORT-18, PORT-52: pending, denied and revoked are told apart; a grant holds from the next call on")
    void reasons() {
        TestHostContext ctx = TestHostContext.builder(ID)
                .grant("settings")
                .pending("secrets")
                .denied("jobs")
                .build();
        assertThat(ctx.settings().get("a")).isEmpty();
        ctx.revoke("settings");
        assertThat(reason(() -> ctx.settings().get("a"))).contains("revoked");
        assertThat(reason(() -> ctx.secrets().get("a"))).contains("pending");
        assertThat(reason(() -> ctx.jobs().registerWorker("a", payload -> {}))).contains("denied");
        ctx.grant("secrets");
        assertThat(ctx.secrets().get("a")).isEmpty();
    }

    private static Optional<String> reason(Runnable call) {
        return catchThrowableOfType(PortNotGrantedException.class, call::run)
                .problem()
                .facts()
                .string("reason");
    }

    @Test
    @DisplayName(
            "PORT-S4, PORT-17, PORT-127: db is refused when it is not granted, reserved when it is, overridden or not")
    void reserved() {
        assertThatThrownBy(() -> TestHostContext.of(ID).db().schema()).isInstanceOf(PortNotGrantedException.class);
        TestHostContext granted = TestHostContext.builder(ID).grant("db").build();
        assertThatThrownBy(() -> granted.db().schema())
                .isInstanceOf(PortReservedException.class)
                .hasMessageContaining("reserved in this version");
        TestHostContext overridden = TestHostContext.builder(ID)
                .grant("db")
                .override(dev.berth.sdk.port.DbPort.class, new dev.berth.sdk.port.DbPort() {
                    @Override
                    public List<JsonObject> query(String sql, List<?> parameters) {
                        return List.of();
                    }

                    @Override
                    public String schema() {
                        return "mine";
                    }
                })
                .build();
        assertThatThrownBy(() -> overridden.db().schema()).isInstanceOf(PortReservedException.class);
    }

    @Test
    @DisplayName("PORT-S5, PORT-16: a grant opens its own port only")
    void oneGrant() {
        TestHostContext ctx = TestHostContext.builder(ID).grant("db").build();
        assertThatThrownBy(() -> ctx.capabilities().resolveProviders("a")).isInstanceOf(PortNotGrantedException.class);
    }

    @ParameterizedTest
    @EnumSource(PortName.class)
    @DisplayName("PORT-S2, PORT-13 to PORT-15: probes are inert in every state, and a handle stays the same")
    void probes(PortName port) {
        TestHostContext ctx = TestHostContext.of(ID);
        Object handle = handle(ctx, port);
        String type = Character.toUpperCase(port.toString().charAt(0))
                + port.toString().substring(1) + "Port[@acme/crm-connector, ";
        boolean ambient = !port.isPrivileged();
        assertThat(handle).hasToString(type + (ambient ? "live]" : "not granted]"));
        int hash = handle.hashCode();
        ctx.grant(port.toString());
        assertThat(handle).hasToString(type + (port == PortName.DB ? "reserved]" : "live]"));
        ctx.deactivate();
        assertThat(handle).hasToString(type + (ambient ? "live]" : "stopped]"));
        assertThat(handle.hashCode()).isEqualTo(hash);
        assertThat(handle).isSameAs(handle(ctx, port)).isNotEqualTo("text").isNotEqualTo(null);
        assertThat(Set.of(handle)).contains(handle);
        assertThat(ctx.recorder().diagnostics())
                .noneMatch(diagnostic -> diagnostic.kind() == Recorder.Diagnostic.Kind.NOT_GRANTED);
    }

    @Test
    @DisplayName("PORT-S3: the context can be printed and put into a map")
    void printed() {
        assertThat(Map.of(TestHostContext.of(ID), 1)).hasToString("{ExtensionContext[@acme/crm-connector]=1}");
    }

    @Test
    @DisplayName("PORT-S38, PORT-19: after destroy every handle answers extension-stopped; the logger logs")
    void stopped() {
        TestHostContext ctx = TestHostContext.builder(ID).grant("settings").build();
        SettingsPort settings = ctx.settings();
        ctx.activate(held -> {});
        ctx.deactivate();
        assertThatThrownBy(() -> settings.get("a")).isInstanceOf(HandleClosedException.class);
        ctx.logger().warn("late", Map.of());
        assertThat(ctx.recorder().log()).containsExactly("WARN late");
    }

    @Test
    @DisplayName("PORT-53: what came through a port is withdrawn when it is revoked")
    void withdrawn() {
        TestHostContext ctx = TestHostContext.builder(ID).grant("ui", "jobs").build();
        ctx.ui().registerAction(new UiAction("sync", input -> "ok"));
        ctx.jobs().registerWorker("sync", payload -> {});
        ctx.revoke("ui");
        assertThat(ctx.recorder().actions()).isEmpty();
        assertThat(ctx.recorder().workers()).containsOnlyKeys("sync");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "crm", "@acme/CRM", "acme/crm-connector"})
    @DisplayName("PORT-125: the id must be one")
    void id(String text) {
        assertThatThrownBy(() -> TestHostContext.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("@scope/slug-kind");
    }

    @Test
    @DisplayName("PORT-125: an unknown port throws, and the near one is named")
    void unknownPort() {
        assertThatThrownBy(() -> TestHostContext.builder(ID).grant("setings"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found \"setings\". Did you mean \"settings\"?");
    }

    @Test
    @DisplayName("PORT-127: an override stands behind the check of its port, and needs a grant")
    void overrides() {
        SettingsPort mine = new SettingsPort() {
            @Override
            public Optional<dev.berth.sdk.value.JsonValue> get(String key) {
                return Optional.of(new JsonString("mine"));
            }

            @Override
            public <T> Optional<T> get(String key, Class<T> type) {
                return get(key).map(value -> value.as(type));
            }

            @Override
            public void set(String key, Object value) {}

            @Override
            public void delete(String key) {}
        };
        assertThatThrownBy(() -> TestHostContext.builder(ID)
                        .override(SettingsPort.class, mine)
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("settings");
        TestHostContext ctx = TestHostContext.builder(ID)
                .grant("settings")
                .override(SettingsPort.class, mine)
                .build();
        assertThat(ctx.settings().get("a", String.class)).contains("mine");
        ctx.revoke("settings");
        assertThatThrownBy(() -> ctx.settings().get("a")).isInstanceOf(PortNotGrantedException.class);
    }

    @Test
    @DisplayName("PORT-125: a package.json gives id, version and grants; a text that is none is refused")
    void manifest() {
        TestHostContext ctx =
                TestHostContext.ofManifest("""
                        {"name": "@acme/crm-connector", "version": "1.4.0", "license": "Apache-2.0", "description": "d",
                         "berth": {"apiVersion": "berth.dev/v1", "kind": "connector", "serverEntry": "a.B", "sdkAbiRange": "^2",
                                   "requestedHostPorts": ["settings"], "dependencies": [],
                                   "provides": [{"capability": "email-send", "version": "2.1.0"}]}}
                        """).grant("capabilities").build();
        assertThat(ctx.settings().get("a")).isEmpty();
        ctx.capabilities().registerProvider("email-send", new Object() {});
        assertThat(ctx.capabilities().resolveProviders("email-send").get(0).version())
                .isEqualTo("2.1.0");
        assertThat(ctx.recorder().summary()).startsWith("@acme/crm-connector 1.4.0");
        assertThatThrownBy(() -> TestHostContext.ofManifest("{}")).isInstanceOf(IllegalArgumentException.class);
    }
}
