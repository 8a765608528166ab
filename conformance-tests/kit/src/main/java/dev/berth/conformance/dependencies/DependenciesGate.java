/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.dependencies;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Gate;
import dev.berth.conformance.GateId;
import dev.berth.conformance.Rule;
import dev.berth.conformance.Subject;
import dev.berth.conformance.bytecode.Bytecode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Compares what the package provably uses of others with what it declares (GATE-100 to GATE-112), and links it with what others have (GATE-97). */
public final class DependenciesGate implements Gate {
    @Override
    public GateId id() {
        return GateId.DEPENDENCIES;
    }

    @Override
    public List<Rule> rules() {
        return Stream.of(PackageRules.ALL, LinkRules.ALL, CallRules.ALL, ConsumeRules.ALL, EdgeRules.ALL)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public Optional<String> skipped(Subject subject) {
        return subject.block().isPresent()
                ? Optional.empty()
                : Optional.of("the manifest has no block that could declare a dependency");
    }

    @Override
    public void judge(Subject subject, Findings findings) {
        Bytecode code = Bytecode.of(subject.entries());
        Declared declared = Declared.of(subject);
        PayloadUses payload = PayloadUses.of(subject);
        PackageRules packages = new PackageRules(subject, code, declared, payload, findings);
        packages.judge();
        new LinkRules(code, declared, subject.neighbours(), findings).judge();
        new CallRules(code, declared, payload, findings).judge();
        ConsumeRules consumes = new ConsumeRules(code, declared, subject.neighbours(), findings);
        consumes.judge();
        Set<String> otherwiseUsed = new HashSet<>(payload.extensions().keySet());
        otherwiseUsed.addAll(consumes.owners());
        new EdgeRules(declared, subject.neighbours(), findings)
                .judge(packages.classUsed(), otherwiseUsed, packages.isComplete(), consumes.isComplete());
    }
}
