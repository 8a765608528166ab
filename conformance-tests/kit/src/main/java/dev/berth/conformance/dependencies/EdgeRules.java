/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.dependencies;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Neighbours;
import dev.berth.conformance.Neighbours.Neighbour;
import dev.berth.conformance.Rule;
import dev.berth.conformance.dependencies.Declared.PackageEdge;
import dev.berth.manifest.ExtensionManifest.Provides;
import dev.berth.manifest.finding.Fault;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Edges that are more than the package needs (GATE-110, GATE-111). */
final class EdgeRules {
    private static final Rule UNUSED = Rule.of("GATE-110", ProblemCode.DEPENDENCY_UNUSED);
    private static final Rule PROVIDER = Rule.of("GATE-111", ProblemCode.DEPENDENCY_ON_PROVIDER);
    static final List<Rule> ALL = List.of(UNUSED, PROVIDER);

    private final Declared declared;
    private final Neighbours neighbours;
    private final Findings findings;

    EdgeRules(Declared declared, Neighbours neighbours, Findings findings) {
        this.declared = declared;
        this.neighbours = neighbours;
        this.findings = findings;
    }

    /**
     * Judges the edges.
     *
     * @param classUsed extensions whose classes are used
     * @param otherwiseUsed extensions that the payload names, or that own what is consumed
     * @param classesKnown whether the owner of every Java package that is used is known
     * @param ownersKnown whether the owner of everything that is consumed is known; any edge may be for its sake
     */
    void judge(Set<String> classUsed, Set<String> otherwiseUsed, boolean classesKnown, boolean ownersKnown) {
        for (PackageEdge edge : declared.edges()) {
            if (!edge.isBlocking() || classUsed.contains(edge.target())) {
                continue;
            }
            Optional<Neighbour> target = neighbours.known().stream()
                    .filter(other -> other.id().toString().equals(edge.target()))
                    .findFirst();
            Optional<String> shared = target.stream()
                    .flatMap(other -> other.provides().stream())
                    .map(Provides::capability)
                    .filter(capability -> providers(capability).size() > 1)
                    .sorted()
                    .findFirst();
            if (shared.isPresent()) {
                onProvider(edge, shared.get());
            } else if (!otherwiseUsed.contains(edge.target()) && ownersKnown && (target.isPresent() || classesKnown)) {
                unused(edge);
            }
        }
    }

    private List<String> providers(String capability) {
        return neighbours.known().stream()
                .filter(other -> other.provides().stream()
                        .anyMatch(row -> row.capability().equals(capability)))
                .map(other -> other.id().toString())
                .filter(id -> !id.equals(declared.self()))
                .sorted()
                .toList();
    }

    private void onProvider(PackageEdge edge, String capability) {
        String others = providers(capability).stream()
                .filter(id -> !id.equals(edge.target()))
                .limit(5)
                .collect(Collectors.joining(", "));
        findings.add(
                PROVIDER,
                Fault.of(ProblemCode.DEPENDENCY_ON_PROVIDER, edge.location())
                        .says("requires " + edge.target() + ", one provider of " + capability
                                + ", and needs any provider of it as far as can be told")
                        .but(others + " provides it too")
                        .then("The others would not do in its place.")
                        .fact("capability", capability)
                        .author("replace the edge by {\"capability\": \"" + capability + "\"}"));
    }

    private void unused(PackageEdge edge) {
        findings.add(
                UNUSED,
                Fault.of(ProblemCode.DEPENDENCY_UNUSED, edge.location())
                        .says("requires " + edge.target() + " to use it")
                        .but("neither its code nor its payload nor \"consumes\" does, as far as can be proven")
                        .fact("extension", edge.target())
                        .author("remove the edge, make it optional, or name in \"consumes\" what is used"));
    }
}
