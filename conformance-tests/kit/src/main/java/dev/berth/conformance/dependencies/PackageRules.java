/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.dependencies;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Neighbours.Neighbour;
import dev.berth.conformance.Rule;
import dev.berth.conformance.Subject;
import dev.berth.conformance.bytecode.Bytecode;
import dev.berth.conformance.dependencies.Declared.PackageEdge;
import dev.berth.manifest.bundle.BundleImport;
import dev.berth.manifest.finding.Fault;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which extensions the package provably uses, and whether it declares them (GATE-100, GATE-101, GATE-104). */
final class PackageRules {
    private static final Rule UNDECLARED = Rule.of("GATE-100", ProblemCode.DEPENDENCY_UNDECLARED);
    private static final Rule WEAK = Rule.of("GATE-101", ProblemCode.DEPENDENCY_TOO_WEAK);
    private static final Rule CANDIDATE = Rule.of("GATE-104", ProblemCode.DEPENDENCY_CANDIDATE);
    static final List<Rule> ALL = List.of(UNDECLARED, WEAK, CANDIDATE);

    private static final List<String> PLATFORM = List.of(
            "java.", "javax.", "jdk.", "com.sun.", "org.w3c.", "org.xml.", "dev.berth.", "org.slf4j", "org.jspecify");

    private final Subject subject;
    private final Bytecode code;
    private final Declared declared;
    private final PayloadUses payload;
    private final Findings findings;
    private final Set<String> told = new HashSet<>();
    private final Set<String> classUsed = new HashSet<>();
    private boolean complete = true;

    PackageRules(Subject subject, Bytecode code, Declared declared, PayloadUses payload, Findings findings) {
        this.subject = subject;
        this.code = code;
        this.declared = declared;
        this.payload = payload;
        this.findings = findings;
    }

    void judge() {
        Map<String, BundleImport> imports = BundleImport.of(subject.entries()).stream()
                .collect(Collectors.toMap(BundleImport::name, found -> found, (first, second) -> first, TreeMap::new));
        Map<String, Location> packages = new TreeMap<>();
        new TreeMap<>(code.foreignTypes())
                .forEach((type, path) ->
                        packages.putIfAbsent(packageOf(type), Location.of(path).field(type.replace('/', '.'))));
        imports.forEach((name, found) -> packages.putIfAbsent(name, found.location()));
        packages.forEach((name, location) -> judge(
                name,
                Optional.ofNullable(imports.get(name))
                        .filter(BundleImport::optional)
                        .isPresent(),
                location));
        payload.extensions().forEach((id, location) -> declare(id, "names it", location));
        payload.candidates().forEach(this::suggest);
    }

    /** Returns the extensions whose classes are used. */
    Set<String> classUsed() {
        return Set.copyOf(classUsed);
    }

    /** Tells whether the owner of every Java package that is used is known. */
    boolean isComplete() {
        return complete;
    }

    private static String packageOf(String type) {
        return type.substring(0, Math.max(0, type.lastIndexOf('/'))).replace('/', '.');
    }

    private void judge(String name, boolean optional, Location location) {
        List<String> exporters = subject.neighbours().known().stream()
                .filter(other -> other.exports().contains(name))
                .map(Neighbour::id)
                .map(Object::toString)
                .filter(id -> !id.equals(declared.self()))
                .sorted()
                .toList();
        if (exporters.isEmpty()) {
            complete &= PLATFORM.stream().anyMatch(name::startsWith) || name.isEmpty();
            return;
        }
        classUsed.addAll(exporters);
        List<PackageEdge> edges =
                exporters.stream().flatMap(id -> declared.edgeTo(id).stream()).toList();
        if (edges.isEmpty()) {
            declare(exporters.get(0), "uses its Java package " + name, location);
        } else if (!optional && edges.stream().noneMatch(PackageEdge::carriesClasses)) {
            weak(edges.get(0), name);
        }
    }

    private void declare(String id, String why, Location location) {
        if (!id.equals(declared.self()) && declared.edgeTo(id).isEmpty() && told.add(id)) {
            findings.add(
                    UNDECLARED,
                    Fault.of(ProblemCode.DEPENDENCY_UNDECLARED, location)
                            .says("needs an edge to " + id + " in \"dependencies\", since it " + why)
                            .but("there is none")
                            .fact("extension", id)
                            .author("add a package edge to " + id));
        }
    }

    private void weak(PackageEdge edge, String name) {
        if (told.add(edge.target())) {
            findings.add(
                    WEAK,
                    Fault.of(ProblemCode.DEPENDENCY_TOO_WEAK, edge.location())
                            .says("needs " + edge.target()
                                    + " to be required at run time, since its code uses the Java package " + name)
                            .but("the edge is " + (edge.required() ? "" : "optional, ") + "of type " + edge.type())
                            .fact("package", name)
                            .author("make the edge required and of type runtime, or import " + name
                                    + " with resolution:=optional"));
        }
    }

    private void suggest(String id, Location location) {
        boolean known = subject.neighbours().known().stream()
                .anyMatch(other -> other.id().toString().equals(id));
        if (known && !id.equals(declared.self()) && declared.edgeTo(id).isEmpty() && told.add(id)) {
            findings.add(
                    CANDIDATE,
                    Fault.of(ProblemCode.DEPENDENCY_CANDIDATE, location)
                            .says("mentions " + id + " in a text")
                            .but("\"dependencies\" does not name it")
                            .then("If it is only mentioned, nothing is to be done.")
                            .fact("extension", id)
                            .author("add a package edge to " + id + " if it is used"));
        }
    }
}
