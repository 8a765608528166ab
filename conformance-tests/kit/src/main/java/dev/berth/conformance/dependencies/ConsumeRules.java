/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.dependencies;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Neighbours;
import dev.berth.conformance.Neighbours.Neighbour;
import dev.berth.conformance.Rule;
import dev.berth.conformance.bytecode.Bytecode;
import dev.berth.conformance.bytecode.SdkCalls;
import dev.berth.conformance.dependencies.Declared.Consumed;
import dev.berth.conformance.dependencies.Declared.PackageEdge;
import dev.berth.manifest.finding.Fault;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Each primitive that is consumed has an owner, and an edge to it (GATE-105 to GATE-109). */
final class ConsumeRules {
    private static final Rule REQUIRED = Rule.of("GATE-106", ProblemCode.CONSUME_REQUIRED_UNDECLARED);
    private static final Rule OPTIONAL = Rule.of("GATE-107", ProblemCode.CONSUME_OPTIONAL_UNDECLARED);
    private static final Rule WEAK = Rule.of("GATE-108", ProblemCode.CONSUME_EDGE_TOO_WEAK);
    private static final Rule UNKNOWN = Rule.of("GATE-109", ProblemCode.CONSUME_OWNER_UNKNOWN);
    static final List<Rule> ALL = List.of(REQUIRED, OPTIONAL, WEAK, UNKNOWN);

    private final Bytecode code;
    private final Declared declared;
    private final Neighbours neighbours;
    private final Findings findings;
    private final Set<String> owners = new HashSet<>();
    private boolean complete = true;

    ConsumeRules(Bytecode code, Declared declared, Neighbours neighbours, Findings findings) {
        this.code = code;
        this.declared = declared;
        this.neighbours = neighbours;
        this.findings = findings;
    }

    void judge() {
        Set<String> own = SdkCalls.TOOL.names(code);
        for (Consumed row : declared.consumes()) {
            String name = row.primitive();
            boolean settled = name.startsWith(CallRules.HOST)
                    || own.contains(name)
                    || declared.doesProvide(name)
                    || declared.capabilities().contains(name);
            if (!settled) {
                judge(row, ownersOf(name));
            }
        }
    }

    /** Returns the extensions that own what is consumed. */
    Set<String> owners() {
        return Set.copyOf(owners);
    }

    /** Tells whether the owner of everything that is consumed is known. */
    boolean isComplete() {
        return complete;
    }

    private List<String> ownersOf(String primitive) {
        return neighbours.known().stream()
                .filter(other -> other.primitives().contains(primitive)
                        || other.provides().stream()
                                .anyMatch(row -> row.capability().equals(primitive)))
                .map(Neighbour::id)
                .map(Object::toString)
                .filter(id -> !id.equals(declared.self()))
                .sorted()
                .toList();
    }

    private void judge(Consumed row, List<String> candidates) {
        owners.addAll(candidates);
        List<PackageEdge> edges =
                candidates.stream().flatMap(id -> declared.edgeTo(id).stream()).toList();
        if (candidates.isEmpty()) {
            complete = false;
            unknown(row);
        } else if (edges.isEmpty()) {
            String owner = candidates.get(0);
            findings.add(
                    row.required() ? REQUIRED : OPTIONAL,
                    Fault.of(
                                    row.required()
                                            ? ProblemCode.CONSUME_REQUIRED_UNDECLARED
                                            : ProblemCode.CONSUME_OPTIONAL_UNDECLARED,
                                    row.location())
                            .says("consumes " + row.primitive() + " and needs an edge to its owner, " + owner)
                            .but("\"dependencies\" has none")
                            .fact("owner", owner)
                            .author("add a" + (row.required() ? " required" : "n optional") + " package edge to "
                                    + owner));
        } else if (row.required() && edges.stream().noneMatch(PackageEdge::isBlocking)) {
            PackageEdge edge = edges.get(0);
            findings.add(
                    WEAK,
                    Fault.of(ProblemCode.CONSUME_EDGE_TOO_WEAK, row.location())
                            .says("requires " + row.primitive() + " and needs a required edge to its owner, "
                                    + edge.target())
                            .but("the edge is " + (edge.required() ? "of type " + edge.type() : "optional"))
                            .fact("owner", edge.target())
                            .author("make the edge to " + edge.target() + " required, or the row optional"));
        }
    }

    /** A host may lack what is only used if it is there. */
    private void unknown(Consumed row) {
        findings.add(
                UNKNOWN,
                Fault.of(ProblemCode.CONSUME_OWNER_UNKNOWN, row.location())
                        .severity(Severity.ERROR, row.required() ? Severity.ERROR : Severity.WARNING)
                        .says("consumes " + row.primitive() + ", whose owner must be known")
                        .but("no extension that is known offers it")
                        .near(
                                row.primitive(),
                                neighbours.known().stream()
                                        .flatMap(other -> other.primitives().stream())
                                        .distinct()
                                        .toList())
                        .author(
                                "check together with the extension that offers it, or with --against a host that runs it")
                        .operator("install the extension that offers " + row.primitive() + " first"));
    }
}
