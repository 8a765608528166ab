/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import dev.berth.conformance.host.HostUnderTest;
import dev.berth.host.audit.By;
import dev.berth.host.grant.PortSet;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Our host as the conformance kit drives hosts. */
final class OurHost implements HostUnderTest {
    private final Path home;
    private final List<Seams> seams = new ArrayList<>();
    private final Function<Set<PortName>, GrantChoice> grants;
    private TestHost host;

    private OurHost(Path home, Function<Set<PortName>, GrantChoice> grants) {
        this.home = home;
        this.grants = grants;
        this.host = open();
    }

    static HostUnderTest start(Path home) {
        return start(
                home,
                granted -> granted.isEmpty() ? new GrantChoice.None() : new GrantChoice.Only(PortSet.of(granted)));
    }

    /** Starts one that grants what it makes of what it is told to grant. */
    static HostUnderTest start(Path home, Function<Set<PortName>, GrantChoice> grants) {
        return new OurHost(home, grants);
    }

    private TestHost open() {
        TestHost opened = TestHost.start(home);
        seams.add(opened.seams());
        return opened;
    }

    @Override
    public void mount(String name, Path folder) {
        host.runtime().mounts().bind(name, folder.toString(), new By("operator", "test"));
    }

    @Override
    public void install(Path file, Set<PortName> granted) {
        host.install(file, grants.apply(granted));
    }

    @Override
    public void update(Path file) {
        host.apply(new Command.Update(TestHost.source(file, new GrantChoice.None())));
    }

    @Override
    public void uninstall(ExtensionId id) {
        host.apply(new Command.Uninstall(id));
    }

    @Override
    public void revoke(ExtensionId id, Set<PortName> ports) {
        host.apply(new Command.Revoke(id, PortSet.of(ports)));
    }

    @Override
    public void restart() {
        host.close();
        host = open();
    }

    @Override
    public boolean isActive(ExtensionId id) {
        return host.runtime().extensions().stream()
                .anyMatch(view -> view.id().equals(id.value()) && view.state().equals("ACTIVE"));
    }

    @Override
    public Set<String> tools() {
        return host.runtime().tools(TestHost.CALLER).stream()
                .map(tool -> tool.name())
                .collect(Collectors.toSet());
    }

    @Override
    public JsonValue call(String tool, JsonObject input) {
        return host.runtime().callTool(tool, input, TestHost.CALLER);
    }

    @Override
    public Set<ExtensionId> providers(String capability) {
        return host.runtime().extensions().stream()
                .map(view -> ExtensionId.of(view.id()))
                .filter(id -> host.runtime().extension(id).registrations().contains("provider of " + capability))
                .collect(Collectors.toSet());
    }

    @Override
    public Collection<WeakReference<ClassLoader>> loaders() {
        return seams.stream().flatMap(one -> one.loaders().stream()).toList();
    }

    @Override
    public void close() {
        host.close();
    }
}
