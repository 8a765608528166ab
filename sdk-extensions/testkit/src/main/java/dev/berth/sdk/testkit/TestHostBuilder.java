/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit;

import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.ExtensionManifest.Provides;
import dev.berth.manifest.SemVer;
import dev.berth.manifest.port.PortInput;
import dev.berth.manifest.port.PortProblems;
import dev.berth.manifest.port.Ungranted;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.port.Actor;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.NangoPort.Connection;
import dev.berth.sdk.port.NangoPort.ConnectionScope;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.testkit.memory.Channel;
import dev.berth.sdk.testkit.memory.MemoryHost;
import dev.berth.sdk.testkit.memory.SeededConnection;
import dev.berth.sdk.testkit.memory.Setup;
import dev.berth.sdk.value.ExtensionId;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Options of a {@link TestHostContext} (PORT-125). What is not said: no grant, nothing stored, a user of the organisation {@code default}. */
public final class TestHostBuilder {
    /** The user for whom a test calls unless it says otherwise. */
    private static final Actor TESTER =
            new Actor(Optional.of("tester"), Optional.of("default"), Set.of("administrator"));

    /** 2026-01-01T00:00:00Z; a number, since a parser of dates costs more than all the rest. */
    private static final Instant START = Instant.ofEpochSecond(1_767_225_600);

    private final ExtensionId id;
    private String version = "1.0.0";
    private final List<Provides> provides = new ArrayList<>();
    private final Set<ExtensionId> dependencies = new HashSet<>();
    private Actor actor = TESTER;
    private Clock clock = TestClock.at(START);
    private RuntimeMode mode = RuntimeMode.DEVELOPMENT;
    private final Map<String, String> flags = new HashMap<>();
    private Optional<URI> publicBaseUrl = Optional.empty();
    private final List<SeededConnection> connections = new ArrayList<>();
    private boolean inert;
    private final Map<PortName, Optional<Ungranted>> grants = new EnumMap<>(PortName.class);
    private final Map<PortName, Object> overrides = new EnumMap<>(PortName.class);
    private final Set<ExtensionId> others = new HashSet<>();
    private final List<Consumer<MemoryHost>> seeds = new ArrayList<>();

    TestHostBuilder(ExtensionId id) {
        this.id = id;
    }

    static TestHostBuilder of(String packageJson) {
        ExtensionManifest manifest = new ManifestValidator()
                .reread(packageJson)
                .orElseThrow(
                        () -> new IllegalArgumentException("The text of a package.json that \"berth check\" accepts"
                                + " is needed; found one that is no manifest of an extension"));
        TestHostBuilder builder = new TestHostBuilder(manifest.id());
        builder.version = manifest.version().toString();
        builder.provides.addAll(manifest.provides());
        manifest.dependencies().stream()
                .filter(PackageEdge.class::isInstance)
                .forEach(edge -> builder.dependencies.add(((PackageEdge) edge).target()));
        return builder.decide(manifest.requestedPorts(), Optional.empty());
    }

    private static SemVer semVer(String text) {
        return SemVer.parse(text)
                .orElseThrow(() ->
                        new IllegalArgumentException("A version such as 1.4.0 is needed; found \"" + text + "\""));
    }

    private TestHostBuilder decide(Collection<PortName> ports, Optional<Ungranted> state) {
        ports.forEach(port -> grants.put(port, state));
        return this;
    }

    /** Sets the version, {@code 1.0.0} if it is not said. */
    public TestHostBuilder version(String text) {
        version = semVer(text).toString();
        return this;
    }

    /** Grants ports by the names that manifests use; an unknown name is an {@link IllegalArgumentException}. */
    public TestHostBuilder grant(String... ports) {
        return decide(Ports.named(ports), Optional.empty());
    }

    /** Requests ports about which nobody has decided: {@code port-not-granted}, reason {@code pending}. */
    public TestHostBuilder pending(String... ports) {
        return decide(Ports.named(ports), Optional.of(Ungranted.PENDING));
    }

    /** Requests ports that were denied. */
    public TestHostBuilder denied(String... ports) {
        return decide(Ports.named(ports), Optional.of(Ungranted.DENIED));
    }

    /** Declares a capability, as a row of {@code provides} does (PORT-115). */
    public TestHostBuilder provides(String capability, String version) {
        provides.add(new Provides(capability, semVer(version)));
        return this;
    }

    /** Declares a dependency, whose types of objects may be used (PORT-90). */
    public TestHostBuilder dependsOn(String other) {
        dependencies.add(ExtensionId.of(other));
        return this;
    }

    /** Says for whom the test's thread calls. Without an organisation calls answer {@code tenant-missing} (PORT-61). */
    public TestHostBuilder actor(Actor caller) {
        actor = caller;
        return this;
    }

    /** Sets the clock; if it is not said, a {@link TestClock} at the start of 2026. */
    public TestHostBuilder clock(Clock other) {
        clock = other;
        return this;
    }

    /** Sets what the operator would: how the host was started. */
    public TestHostBuilder mode(RuntimeMode other) {
        mode = other;
        return this;
    }

    /** Sets a flag of the port runtime. */
    public TestHostBuilder flag(String name, String value) {
        flags.put(name, value);
        return this;
    }

    /** Sets the public address of the host. */
    public TestHostBuilder publicBaseUrl(URI address) {
        publicBaseUrl = Optional.of(address);
        return this;
    }

    /** Stores a setting in the actor's organisation. */
    public TestHostBuilder setting(String key, Object value) {
        PortInput input = new PortInput(new PortProblems(id, id.value()), PortName.SETTINGS);
        String name = input.key("set", key);
        String json = input.json("set", value, PortInput.VALUE_LIMIT);
        return seed(host -> host.seed(PortName.SETTINGS, name, json));
    }

    /** Stores a secret in the actor's organisation. */
    public TestHostBuilder secret(String key, String value) {
        PortInput input = new PortInput(new PortProblems(id, id.value()), PortName.SECRETS);
        String name = input.key("set", key);
        String secret = input.secret("set", value);
        return seed(host -> host.seed(PortName.SECRETS, name, secret));
    }

    /** Lets another extension provide a capability. */
    public TestHostBuilder provider(String owner, String capability, String version, Object impl) {
        ExtensionId other = ExtensionId.of(owner);
        semVer(version);
        return seed(host -> host.seed(other, version, Channel.PROVIDER, capability, impl));
    }

    /** Lets another extension offer a tool, which this one may call, and whose name is taken. */
    public TestHostBuilder tool(String owner, McpTool tool) {
        ExtensionId other = ExtensionId.of(owner);
        return seed(host -> host.seed(other, "1.0.0", Channel.TOOL, tool.name(), tool));
    }

    /** Lets an OAuth gateway hold a connection; without one the port nango is not configured (PORT-77). */
    public TestHostBuilder connection(ConnectionScope scope, Connection connection) {
        connections.add(new SeededConnection(scope, connection));
        return this;
    }

    /** Names extensions that the config gate meets (LIFE-22). */
    public TestHostBuilder beside(String... ids) {
        for (String other : ids) {
            others.add(ExtensionId.of(other));
        }
        return this;
    }

    /**
     * Puts something of the test behind a port. The check in front of the port stays: a port that is not granted when the context is
     * made is an {@link IllegalStateException}, and nothing makes {@code db} usable (PORT-127).
     */
    public <T> TestHostBuilder override(Class<T> port, T with) {
        overrides.put(Ports.of(port), with);
        return this;
    }

    /** Allows every port, and keeps nothing: reads are empty, writes do nothing, descriptors are checked (PORT-131). */
    public TestHostBuilder inert() {
        inert = true;
        return this;
    }

    private TestHostBuilder seed(Consumer<MemoryHost> entry) {
        seeds.add(entry);
        return this;
    }

    /** Makes the context. The calling thread is in a call of its actor from now on. */
    public TestHostContext build() {
        for (PortName port : overrides.keySet()) {
            if (port.isPrivileged() && !inert && !Optional.empty().equals(grants.get(port))) {
                throw new IllegalStateException(
                        "An override needs a grant of its port; found none for \"" + port + "\". Grant it first.");
            }
        }
        Setup setup = new Setup(
                id, version, provides, dependencies, actor, clock, mode, flags, publicBaseUrl, connections, inert);
        MemoryHost host = new MemoryHost(setup, overrides);
        for (Map.Entry<PortName, Optional<Ungranted>> grant : grants.entrySet()) {
            host.decide(List.of(grant.getKey()), grant.getValue());
        }
        for (Consumer<MemoryHost> entry : inert ? List.<Consumer<MemoryHost>>of() : seeds) {
            entry.accept(host);
        }
        return new TestHostContext(setup, host, others);
    }
}
