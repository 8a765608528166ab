/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.berth.conformance.actions.PortAction;
import dev.berth.conformance.actions.PortActions;
import dev.berth.host.port.access.PortAccess;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.HandleClosedException;
import dev.berth.sdk.problem.PortException;
import dev.berth.sdk.problem.PortNotGrantedException;
import dev.berth.sdk.problem.PortReservedException;
import dev.berth.sdk.problem.PortUnavailableException;
import dev.berth.sdk.problem.ProblemCode;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Drives every method of every port by reflection, so that a method added later is driven too (PORT-9, PORT-S40). */
class EveryPortMethodTest {
    private static List<PortAction> rows(PortFixture port, PortName name) {
        List<PortAction> rows = PortActions.all(port.id).stream()
                .filter(row -> row.port() == name)
                .toList();
        assertThat(rows).isNotEmpty();
        return rows;
    }

    /** Returns what the method throws, or null. */
    private static Throwable call(PortFixture port, PortAction row) {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        port.run("org", () -> thrown.set(catchThrowable(() -> row.run(port.ctx))));
        return thrown.get();
    }

    @ParameterizedTest
    @EnumSource(PortName.class)
    @DisplayName("PORT-9: a handle class overrides every method of its interface, default methods included")
    void overrides(PortName name) throws NoSuchMethodException {
        PortFixture port = PortFixture.granted();
        Object handle = Objects.requireNonNull(port.inside().get(name));
        for (PortAction row : rows(port, name)) {
            Method method = row.method();
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
        for (PortAction row : rows(port, name)) {
            Throwable thrown = call(port, row);
            if (name.isPrivileged()) {
                assertThat(thrown).as(row.text()).isInstanceOf(PortNotGrantedException.class);
            } else {
                assertThat(thrown).as(row.text()).isNull();
            }
        }
        assertThat(port.refused()).hasSize(name.isPrivileged() ? 1 : 0);
        assertThat(port.store.settingsRows()).isEmpty();
        assertThat(port.store.objectRows()).isEmpty();
        assertThat(port.registrations.all()).isEmpty();
        assertThat(port.called).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(PortName.class)
    @DisplayName("PORT-11, PORT-12: a granted method runs, or says that the port is reserved or has nothing behind it")
    void whenGranted(PortName name) {
        PortFixture port = PortFixture.granted();
        Object handle = Objects.requireNonNull(port.inside().get(name));
        for (PortAction row : rows(port, name)) {
            Throwable thrown = call(port, row);
            if (name == PortName.DB) {
                assertThat(thrown)
                        .isInstanceOf(PortReservedException.class)
                        .hasMessageContaining("reserved in this version");
            } else if (Proxy.isProxyClass(handle.getClass())) {
                assertThat(thrown).isInstanceOf(PortUnavailableException.class);
            } else if (thrown instanceof PortException refused) {
                assertThat(refused.problem().code())
                        .as(row.text())
                        .isIn(ProblemCode.PORT_INPUT_INVALID, ProblemCode.PRIMITIVE_UNKNOWN);
            } else {
                assertThat(thrown).as(row.text()).isNull();
            }
        }
        assertThat(port.refused()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(PortName.class)
    @DisplayName("PORT-19, PORT-S38: after teardown each method answers extension-stopped; ambient ports go on")
    void stopped(PortName name) {
        PortFixture port = PortFixture.granted();
        port.access.stop();
        for (PortAction row : rows(port, name)) {
            Throwable thrown = call(port, row);
            if (name.isPrivileged()) {
                assertThat(thrown).as(row.text()).isInstanceOf(HandleClosedException.class);
            } else {
                assertThat(thrown).as(row.text()).isNull();
            }
        }
        assertThat(port.refused()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(PortName.class)
    @DisplayName("PORT-5, PORT-7: null for any argument is a PortException or, where nothing is read of it, no effect")
    void nulls(PortName name) {
        PortFixture port = PortFixture.granted();
        PortActions.bad(port.id).stream()
                .filter(row -> row.port() == name && row.variant().endsWith(" null"))
                .forEach(row -> {
                    Throwable thrown = call(port, row);
                    if (thrown == null) {
                        assertThat(name).as(row.text()).isIn(PortName.LOGGER, PortName.TELEMETRY);
                    } else {
                        assertThat(thrown).as(row.text()).isInstanceOf(PortException.class);
                    }
                });
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
