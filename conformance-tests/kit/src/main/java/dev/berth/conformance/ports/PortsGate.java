/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.ports;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Gate;
import dev.berth.conformance.GateId;
import dev.berth.conformance.Rule;
import dev.berth.conformance.Subject;
import dev.berth.conformance.bytecode.Bytecode;
import dev.berth.conformance.probe.ChildJvm;
import dev.berth.conformance.probe.ProbeRules;
import dev.berth.sdk.port.PortName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares the ports and the authority that the code uses with what the manifest asks for (GATE-120 to GATE-128), and tries the
 * hooks (GATE-130 to GATE-135).
 */
public final class PortsGate implements Gate {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Optional<ProbeRules> probe;

    /** Makes the whole gate. */
    public PortsGate() {
        this(Optional.of(new ProbeRules(new ChildJvm(LIMIT))));
    }

    PortsGate(Optional<ProbeRules> probe) {
        this.probe = probe;
    }

    @Override
    public Gate withoutProbe() {
        return new PortsGate(Optional.empty());
    }

    @Override
    public GateId id() {
        return GateId.PORTS;
    }

    @Override
    public List<Rule> rules() {
        List<Rule> tried = probe.isPresent() ? ProbeRules.ALL : List.of();
        return Stream.of(PortRules.ALL, AuthorityRules.ALL, List.of(ThreadRules.THREADS), tried)
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
        Set<PortName> undeclared = new PortRules(code, requests, findings).judge();
        new AuthorityRules(code, requests, findings).judge();
        new ThreadRules(code, subject.block().flatMap(block -> block.text("serverEntry")), findings).judge();
        probe.ifPresent(rules -> rules.judge(subject, undeclared, findings));
    }
}
