/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.manifest;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Gate;
import dev.berth.conformance.GateId;
import dev.berth.conformance.Rule;
import dev.berth.conformance.Subject;
import dev.berth.conformance.bytecode.AbiLinks;
import dev.berth.manifest.finding.Fault;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Hands on what the validator found and adds what its fields alone do not show (GATE-95 to GATE-97). */
public final class ManifestGate implements Gate {
    private static final Rule VALIDATION = new Rule("GATE-95", List.copyOf(manifestCodes()));
    private static final Rule DEPENDENCIES = Rule.of("GATE-96", ProblemCode.DEPENDENCIES_MISSING);

    @Override
    public GateId id() {
        return GateId.MANIFEST;
    }

    @Override
    public List<Rule> rules() {
        return List.of(VALIDATION, DEPENDENCIES, AbiLinks.RULE);
    }

    @Override
    public void judge(Subject subject, Findings findings) {
        subject.validation().problems().forEach(problem -> findings.add(VALIDATION, problem));
        subject.block()
                .filter(block -> block.get("dependencies").isEmpty())
                .ifPresent(block -> findings.add(
                        DEPENDENCIES,
                        Fault.of(
                                        ProblemCode.DEPENDENCIES_MISSING,
                                        dev.berth.manifest.finding.Findings.at(block.place(), "dependencies"))
                                .says("needs \"dependencies\" in the block, [] when it depends on nothing")
                                .found("no such field")
                                // The validator reads an absent list as an empty one, so a host can do without.
                                .severity(Severity.ERROR, Severity.WARNING)
                                .author("add \"dependencies\": []")));
        AbiLinks.judge(subject, findings);
    }

    /** The codes of manifest.md stand together; one of them belongs to resolution too. */
    private static Set<ProblemCode> manifestCodes() {
        EnumSet<ProblemCode> codes = EnumSet.range(ProblemCode.MANIFEST_MISSING, ProblemCode.CONFIG_SCHEMA_NUMBER);
        codes.add(ProblemCode.ABI_OUT_OF_RANGE);
        return codes;
    }
}
