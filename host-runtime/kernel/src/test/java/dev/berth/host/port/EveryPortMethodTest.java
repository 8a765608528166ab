/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.berth.host.port.access.PortAccess;
import dev.berth.sdk.port.Actor;
import dev.berth.sdk.port.JobOptions;
import dev.berth.sdk.port.JobsPort.JobHandler;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.NangoPort.ConnectRequest;
import dev.berth.sdk.port.NangoPort.ConnectionScope;
import dev.berth.sdk.port.Notification;
import dev.berth.sdk.port.ObjectType;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.UiAction;
import dev.berth.sdk.port.UiPort.UiSurface;
import dev.berth.sdk.port.UsageEvent;
import dev.berth.sdk.problem.HandleClosedException;
import dev.berth.sdk.problem.PortException;
import dev.berth.sdk.problem.PortNotGrantedException;
import dev.berth.sdk.problem.PortReservedException;
import dev.berth.sdk.problem.PortUnavailableException;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Drives every method of every port by reflection, so that a method added later is driven too (PORT-9, PORT-S40). */
class EveryPortMethodTest {
    private static final Map<Class<?>, Object> PLAUSIBLE = Map.ofEntries(
            Map.entry(String.class, "a-name"),
            Map.entry(Class.class, String.class),
            Map.entry(Object.class, "value"),
            Map.entry(JsonValue.class, JsonObject.of()),
            Map.entry(List.class, List.of()),
            Map.entry(Map.class, Map.of("password", "p")),
            Map.entry(McpTool.class, McpTool.of("t", "d", JsonObject.of("type", "object"), input -> "ok")),
            Map.entry(ObjectType.class, new ObjectType("t", Optional.empty(), JsonObject.of())),
            Map.entry(JobOptions.class, JobOptions.DEFAULT),
            Map.entry(JobHandler.class, (JobHandler) payload -> {}),
            Map.entry(ConnectRequest.class, new ConnectRequest("k", ConnectionScope.app())),
            Map.entry(ConnectionScope.class, ConnectionScope.app()),
            Map.entry(Notification.class, new Notification(Notification.Level.INFO, "t", Optional.empty())),
            Map.entry(UiSurface.class, new UiSurface(JsonObject.of())),
            Map.entry(UiAction.class, new UiAction("a", input -> "ok")),
            Map.entry(UsageEvent.class, new UsageEvent.LlmUsage("o", Instant.EPOCH, "k", "p", "m", 1, 1)),
            Map.entry(Actor.class, new Actor(Optional.empty(), Optional.empty(), Set.of())));

    private static Class<?> contract(Object handle) {
        return Stream.<Class<?>>iterate(handle.getClass(), Objects::nonNull, Class::getSuperclass)
                .flatMap(type -> Arrays.stream(type.getInterfaces()))
                .filter(type -> type.getName().endsWith("Port"))
                .findFirst()
                .orElseThrow();
    }

    private static List<Method> methods(Object handle) {
        List<Method> methods = Arrays.stream(contract(handle).getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .toList();
        assertThat(methods).isNotEmpty();
        return methods;
    }

    private static Throwable call(PortFixture port, Object handle, Method method) {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(type -> Objects.requireNonNull(PLAUSIBLE.get(type), () -> "an argument for " + method))
                .toArray();
        return invoke(port, handle, method, arguments);
    }

    /** Returns what the method throws, or null. */
    private static Throwable invoke(PortFixture port, Object handle, Method method, Object[] arguments) {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        port.run(
                "org",
                () -> thrown.set(catchThrowable(() -> {
                    try {
                        method.setAccessible(true);
                        method.invoke(handle, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                })));
        return thrown.get();
    }

    @ParameterizedTest
    @EnumSource(PortName.class)
    @DisplayName("PORT-9: a handle class overrides every method of its interface, default methods included")
    void overrides(PortName name) throws NoSuchMethodException {
        Object handle = Objects.requireNonNull(PortFixture.granted().handles().get(name));
        for (Method method : methods(handle)) {
            Method found = handle.getClass().getMethod(method.getName(), method.getParameterTypes());
            assertThat(found.getDeclaringClass().isInterface() && !Proxy.isProxyClass(handle.getClass()))
                    .as("%s inherits %s", handle.getClass().getSimpleName(), method)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(PortName.class)
    @DisplayName("PORT-10, PORT-9: each method of an ungranted port is refused and audited once; ambient ports work")
    void refusedWhenNotGranted(PortName name) {
        PortFixture port = PortFixture.requesting();
        Object handle = Objects.requireNonNull(port.handles().get(name));
        for (Method method : methods(handle)) {
            Throwable thrown = call(port, handle, method);
            if (name.isPrivileged()) {
                assertThat(thrown).as(method.toString()).isInstanceOf(PortNotGrantedException.class);
            } else {
                assertThat(thrown).as(method.toString()).isNull();
            }
        }
        assertThat(port.refused()).hasSize(name.isPrivileged() ? 1 : 0);
        assertThat(port.store.settingsRows()).isEmpty();
        assertThat(port.registrations.all()).isEmpty();
        assertThat(port.called).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(PortName.class)
    @DisplayName("PORT-11, PORT-12: a granted method runs, or says that the port is reserved or has nothing behind it")
    void whenGranted(PortName name) {
        PortFixture port = PortFixture.granted();
        Object handle = Objects.requireNonNull(port.handles().get(name));
        for (Method method : methods(handle)) {
            Throwable thrown = call(port, handle, method);
            if (name == PortName.DB) {
                assertThat(thrown)
                        .isInstanceOf(PortReservedException.class)
                        .hasMessageContaining("reserved in this version");
            } else if (Proxy.isProxyClass(handle.getClass())) {
                assertThat(thrown).isInstanceOf(PortUnavailableException.class);
            } else if (thrown instanceof PortException refused) {
                assertThat(refused.problem().code())
                        .as(method.toString())
                        .isIn(ProblemCode.PORT_INPUT_INVALID, ProblemCode.PRIMITIVE_UNKNOWN);
            } else {
                assertThat(thrown).as(method.toString()).isNull();
            }
        }
        assertThat(port.refused()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(PortName.class)
    @DisplayName("PORT-19, PORT-S38: after teardown each method answers extension-stopped; ambient ports go on")
    void stopped(PortName name) {
        PortFixture port = PortFixture.granted();
        Object handle = Objects.requireNonNull(port.handles().get(name));
        port.access.stop();
        for (Method method : methods(handle)) {
            Throwable thrown = call(port, handle, method);
            if (name.isPrivileged()) {
                assertThat(thrown).as(method.toString()).isInstanceOf(HandleClosedException.class);
            } else {
                assertThat(thrown).as(method.toString()).isNull();
            }
        }
        assertThat(port.refused()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(PortName.class)
    @DisplayName("PORT-5, PORT-7: null for any argument is a PortException or, where nothing is read of it, no effect")
    void nulls(PortName name) {
        PortFixture port = PortFixture.granted();
        Object handle = Objects.requireNonNull(port.handles().get(name));
        for (Method method : methods(handle)) {
            for (int i = 0; i < method.getParameterCount(); i++) {
                Object[] arguments = Arrays.stream(method.getParameterTypes())
                        .map(PLAUSIBLE::get)
                        .toArray();
                arguments[i] = null;
                Throwable thrown = invoke(port, handle, method, arguments);
                if (thrown == null) {
                    assertThat(name).as(method + " took null").isIn(PortName.LOGGER, PortName.TELEMETRY);
                } else {
                    assertThat(thrown).as("%s, argument %s", method, i).isInstanceOf(PortException.class);
                }
            }
        }
        assertThat(port.registrations.all()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(PortName.class)
    @DisplayName("PORT-S2, PORT-14, PORT-15: toString, hashCode and equals are inert in every state")
    void probes(PortName name) {
        PortFixture port = PortFixture.requesting(name);
        Object handle = Objects.requireNonNull(port.handles().get(name));
        Object other = Objects.requireNonNull(PortFixture.granted().handles().get(name));
        String type = PortAccess.typeName(name);
        int hash = handle.hashCode();
        boolean ambient = !name.isPrivileged();
        assertThat(handle).hasToString(type + "[@acme/crm-connector, " + (ambient ? "live" : "not granted") + "]");
        if (name.isPrivileged()) {
            port.grant(name);
        }
        String granted = name == PortName.DB ? "reserved" : "live";
        assertThat(handle).hasToString(type + "[@acme/crm-connector, " + granted + "]");
        port.access.stop();
        assertThat(handle).hasToString(type + "[@acme/crm-connector, " + (ambient ? "live" : "stopped") + "]");
        assertThat(handle.hashCode()).isEqualTo(hash);
        assertThat(List.of(handle)).contains(handle);
        assertThat(handle).isNotEqualTo(other).isNotEqualTo(null).isNotEqualTo("text");
        assertThat(port.refused()).isEmpty();
    }

    @Test
    @DisplayName("PORT-S3, PORT-13: the context can be printed and put into a map, and names all fourteen ports")
    void context() {
        PortFixture port = PortFixture.requesting();
        assertThat(Map.of(port.ctx, 1)).hasToString("{ExtensionContext[@acme/crm-connector]=1}");
        assertThat(port.handles()).containsOnlyKeys(PortName.values()).doesNotContainValue(null);
        assertThat(port.ctx.abiVersion()).isEqualTo("2.2.0");
        assertThat(port.ctx.extensionId()).isEqualTo(port.id);
        assertThat(port.refused()).isEmpty();
    }
}
