/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.ports;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Gate;
import dev.berth.conformance.GateId;
import dev.berth.conformance.Rule;
import dev.berth.conformance.Subject;
import dev.berth.conformance.bytecode.Bytecode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares the ports and the authority that the code uses with what the manifest asks for (GATE-120 to GATE-128). */
public final class PortsGate implements Gate {
    @Override
    public GateId id() {
        return GateId.PORTS;
    }

    @Override
    public List<Rule> rules() {
        return Stream.of(PortRules.ALL, AuthorityRules.ALL, List.of(ThreadRules.THREADS))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public Optional<String> skipped(Subject subject) {
        return subject.block().isPresent()
                ? Optional.empty()
                : Optional.of("the manifest has no block that could ask for a port");
    }

    @Override
    public void judge(Subject subject, Findings findings) {
        Bytecode code = Bytecode.of(subject.entries());
        Requests requests = Requests.of(subject);
        new PortRules(code, requests, findings).judge();
        new AuthorityRules(code, requests, findings).judge();
        new ThreadRules(code, subject.block().flatMap(block -> block.text("serverEntry")), findings).judge();
    }
}
