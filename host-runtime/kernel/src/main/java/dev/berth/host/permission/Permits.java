/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.permission;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The permissions that hold for a revision now, read once so that a demand is a look-up. Those of other kinds hold nothing here. */
final class Permits {
    static final Permits NONE = new Permits(Set.of());

    /** Properties that say nothing of the host but what every program of this JDK may know. */
    private static final Set<String> FREE_PROPERTIES = Set.of(
            "file.encoding",
            "file.separator",
            "java.class.version",
            "java.runtime.version",
            "java.specification.version",
            "java.vendor",
            "java.version",
            "java.vm.name",
            "java.vm.specification.version",
            "java.vm.vendor",
            "java.vm.version",
            "line.separator",
            "native.encoding",
            "os.arch",
            "os.name",
            "os.version",
            "path.separator",
            "user.country",
            "user.language",
            "user.timezone");

    private final Set<String> texts;
    private final List<Target> targets;
    private final Set<Integer> listens;
    private final Set<String> reads;
    private final Set<String> writes;
    private final Set<String> programs;
    private final Set<String> variables;

    private Permits(Collection<String> permissions) {
        texts = Set.copyOf(permissions);
        targets =
                named("net:connect:").flatMap(rest -> Target.of(rest).stream()).toList();
        listens = named("net:listen:").map(Integer::valueOf).collect(Collectors.toUnmodifiableSet());
        reads = named("fs:read:").collect(Collectors.toUnmodifiableSet());
        writes = named("fs:write:").collect(Collectors.toUnmodifiableSet());
        programs = named("process:exec:").collect(Collectors.toUnmodifiableSet());
        variables = named("env:read:").collect(Collectors.toUnmodifiableSet());
    }

    /** Reads permissions; most revisions have none. */
    static Permits of(Collection<String> permissions) {
        return permissions.isEmpty() ? NONE : new Permits(permissions);
    }

    /** Returns what follows the name of a family. */
    private Stream<String> named(String family) {
        return texts.stream().filter(text -> text.startsWith(family)).map(text -> text.substring(family.length()));
    }

    /** Returns them as manifests write them, sorted. */
    Set<String> names() {
        return new TreeSet<>(texts);
    }

    /** Returns the mounts that they name. */
    Set<String> mounts() {
        Set<String> mounts = new TreeSet<>(reads);
        mounts.addAll(writes);
        return mounts;
    }

    boolean holds(Demand demand, Folders folders) {
        return switch (demand) {
            case Demand.Connect(String host, int port) -> connects(host, port);
            case Demand.Resolve(String host) -> resolves(host);
            case Demand.Listen(int port) -> listens.contains(port);
            case Demand.ReadFile(var path) -> folders.contains(path, reads, writes, hasTemporary());
            case Demand.WriteFile(var path) -> folders.contains(path, writes, Set.of(), hasTemporary());
            case Demand.UseTemporary() -> hasTemporary();
            case Demand.Execute(String program) -> texts.contains("process:exec") || programs.contains(program);
            case Demand.ReadVariable(String name) -> variables.contains(name);
            case Demand.ReadProperty(String name) -> FREE_PROPERTIES.contains(name);
            case Demand.LoadNative(String what) -> false;
            case Demand.DeepReflection(String what) -> texts.contains("reflect:deep");
            case Demand.Never(String what) -> false;
        };
    }

    private boolean hasTemporary() {
        return texts.contains("fs:tmp");
    }

    private boolean connects(String host, int port) {
        for (Target target : targets) {
            if (target.admits(host, port)) {
                return true;
            }
        }
        return false;
    }

    private boolean resolves(String host) {
        return targets.stream().anyMatch(target -> target.isNamed(host));
    }
}
