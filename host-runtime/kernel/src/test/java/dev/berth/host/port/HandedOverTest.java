/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.fake.Greeter;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MovableClock;
import dev.berth.host.live.LiveRegistry;
import dev.berth.host.live.LiveView;
import dev.berth.sdk.capability.CapabilityProvider;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an extension gets from the host, looked through by reflection. */
class HandedOverTest {
    private static final String HOST = "dev.berth.host";

    private static List<Object> found(Object... starts) {
        Set<Object> all = Walk.from(starts);
        return all.stream()
                .filter(one -> one.getClass().getName().startsWith(HOST))
                .toList();
    }

    @Test
    @DisplayName("L3: reflection finds no object of the host behind the context and its fourteen ports")
    void ports() {
        PortFixture port = PortFixture.granted();
        assertThat(found(port.inside().values().toArray()))
                .as("the walk finds what is there")
                .hasSizeGreaterThan(20);
        assertThat(found(port.ctx)).isEmpty();
        assertThat(found(port.handles().values().toArray())).isEmpty();
        assertThat(port.ctx.settings()).isSameAs(port.ctx.settings());
    }

    @Test
    @DisplayName("L3: nor behind registrations, captured calls, providers and their proxies")
    void returned() throws IOException {
        LiveRegistry live = new LiveRegistry(new MovableClock());
        PortFixture port = new PortFixture(
                Manifests.of("@acme/crm-connector", "1.0.0")
                        .ports(PortName.values())
                        .make(),
                LiveView.live(live));
        port.grant(PortName.MCP, PortName.CAPABILITIES);
        port.registrations.goLive(live, port.registrations.all());
        McpTool tool = new McpTool("t", Optional.empty(), Optional.empty(), input -> JsonObject.of());
        port.ctx.capabilities().registerProvider("greet", port.loader.greeter(name -> name));
        List<CapabilityProvider> handed = port.ctx.capabilities().resolveProviders("greet");
        List<Greeter> proxies = port.ctx.capabilities().resolveProviders("greet", Greeter.class);
        assertThat(proxies.get(0).greet("Ada")).isEqualTo("Ada");
        assertThat(handed.get(0).as(Greeter.class)).isPresent();
        assertThat(found(port.ctx.mcp().registerTool(tool))).isEmpty();
        assertThat(found(port.ctx.captureCall())).isEmpty();
        assertThat(found(handed, proxies, handed.get(0).as(Greeter.class))).isEmpty();
    }

    @Test
    @DisplayName("L3: the class of each object is of a loader that sees the JDK and the SDK and nothing else")
    void loader() {
        PortFixture port = PortFixture.granted();
        for (PortName name : PortName.values()) {
            Object handle = Objects.requireNonNull(port.handles().get(name));
            ClassLoader loader = Objects.requireNonNull(handle.getClass().getClassLoader());
            assertThat(loader.getParent()).isEqualTo(ClassLoader.getPlatformClassLoader());
            assertThatExceptionOfType(ClassNotFoundException.class)
                    .isThrownBy(() -> loader.loadClass("dev.berth.host.HostRuntime"));
            assertThatExceptionOfType(ClassNotFoundException.class)
                    .isThrownBy(() -> loader.loadClass("dev.berth.manifest.ExtensionManifest"));
            assertThat(Proxy.isProxyClass(handle.getClass())).isFalse();
        }
    }
}
