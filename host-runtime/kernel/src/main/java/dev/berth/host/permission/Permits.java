/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.permission;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

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
    private final List<Target> targets = new ArrayList<>();
    private final Set<Integer> listens = new HashSet<>();
    private final Set<String> reads = new HashSet<>();
    private final Set<String> writes = new HashSet<>();
    private final Set<String> programs = new HashSet<>();
    private final Set<String> variables = new HashSet<>();

    Permits(Collection<String> permissions) {
        this.texts = Set.copyOf(permissions);
        Map<String, Consumer<String>> families = new HashMap<>();
        families.put("net:connect:", rest -> Target.of(rest).ifPresent(targets::add));
        families.put("net:listen:", rest -> listens.add(Integer.parseInt(rest)));
        families.put("fs:read:", reads::add);
        families.put("fs:write:", writes::add);
        families.put("process:exec:", programs::add);
        families.put("env:read:", variables::add);
        texts.forEach(text -> families.forEach((family, reader) -> {
            if (text.startsWith(family)) {
                reader.accept(text.substring(family.length()));
            }
        }));
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
