/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.dependencies;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Neighbours;
import dev.berth.conformance.Neighbours.Neighbour;
import dev.berth.conformance.Rule;
import dev.berth.conformance.bytecode.Bytecode;
import dev.berth.conformance.bytecode.ClassPath;
import dev.berth.conformance.bytecode.ClassPath.Link;
import dev.berth.conformance.bytecode.Site;
import dev.berth.conformance.bytecode.Use;
import dev.berth.conformance.dependencies.Declared.PackageEdge;
import dev.berth.manifest.finding.Fault;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Links the byte code of a package with the classes of its declared dependencies, without loading either: whatever it names of
 * them must exist, by owner, name and descriptor (GATE-97). A dependency whose files are not at hand is not judged.
 */
final class LinkRules {
    private static final Rule BROKEN = Rule.of("GATE-97", ProblemCode.ABI_LINK_BROKEN);
    static final List<Rule> ALL = List.of(BROKEN);

    private final Bytecode code;
    private final List<Provider> providers;
    private final Findings findings;
    private final Map<String, Fault> broken = new TreeMap<>();

    /** A dependency whose classes can be looked at. */
    private record Provider(Neighbour extension, PackageEdge edge, ClassPath classes) {
        boolean exports(String className) {
            int end = className.lastIndexOf('/');
            return end > 0
                    && extension.exports().contains(className.substring(0, end).replace('/', '.'));
        }
    }

    LinkRules(Bytecode code, Declared declared, Neighbours neighbours, Findings findings) {
        this.code = code;
        this.findings = findings;
        this.providers = neighbours.known().stream()
                .flatMap(other -> declared.edgeTo(other.id().toString()).stream()
                        .flatMap(edge ->
                                other.files().stream().map(files -> new Provider(other, edge, new ClassPath(files)))))
                .filter(provider -> !provider.extension().exports().isEmpty())
                .toList();
    }

    void judge() {
        if (providers.isEmpty()) {
            return;
        }
        new TreeMap<>(code.foreignTypes()).forEach((name, path) -> {
            List<Provider> owners = ownersOf(name);
            String type = name.replace('/', '.');
            if (!owners.isEmpty()
                    && owners.stream().noneMatch(owner -> owner.classes().has(name))) {
                broken.put(type, fault(Location.of(path).field(type), type, owners.get(0)));
            }
        });
        Bytecode.Origins origins = code.origins();
        code.sites().forEach(site -> judge(site, origins.of(site.use())));
        broken.values().forEach(fault -> findings.add(BROKEN, fault));
    }

    private void judge(Site site, Set<String> owners) {
        Optional<String> foreign =
                owners.stream().filter(name -> !ownersOf(name).isEmpty()).findFirst();
        // Where one owner is somebody else's, the member may be there.
        boolean whole = owners.stream().allMatch(name -> !ownersOf(name).isEmpty() || name.equals("java/lang/Object"));
        if (foreign.isEmpty() || !whole) {
            return;
        }
        Use use = site.use().in(foreign.get());
        String key = use.words() + use.descriptor();
        Set<Link> links = owners.stream()
                .flatMap(name -> ownersOf(name).stream()
                        .filter(owner -> owner.classes().has(name))
                        .map(owner -> owner.classes().find(name, site.use())))
                .collect(Collectors.toSet());
        if (links.equals(Set.of(Link.BROKEN))) {
            Provider owner = ownersOf(foreign.get()).get(0);
            broken.putIfAbsent(
                    key,
                    fault(site.location(), use.words(), owner)
                            .near(use.name(), owner.classes().membersOf(foreign.get()))
                            .fact("descriptor", use.descriptor())
                            .fact("caller", site.caller()));
        }
    }

    private List<Provider> ownersOf(String className) {
        return providers.stream()
                .filter(provider -> provider.exports(className))
                .toList();
    }

    /** What is optional may be absent, so that its code may look before it calls. */
    private static Fault fault(Location location, String what, Provider owner) {
        String id = owner.extension().id().toString();
        Fault fault = Fault.of(ProblemCode.ABI_LINK_BROKEN, location)
                .says("needs " + what + " of " + id + ", as it was compiled")
                .but(id + " has nothing of that name and form now")
                .fact("member", what)
                .fact("extension", id)
                .author("compile with the version of " + id + " that hosts have, or require one that has it")
                .operator("bring in a version of " + id + " that has it");
        return owner.edge().carriesClasses() ? fault : fault.severity(Severity.WARNING, Severity.WARNING);
    }
}
