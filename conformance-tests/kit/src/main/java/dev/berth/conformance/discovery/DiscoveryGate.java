/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.discovery;

import dev.berth.conformance.Findings;
import dev.berth.conformance.Gate;
import dev.berth.conformance.GateId;
import dev.berth.conformance.Rule;
import dev.berth.conformance.Subject;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.Optional;

/**
 * Judges the modules of a host by their class files: none knows an extension by its id, none reads a native store but through
 * discovery (GATE-91). Does not apply to extensions. The readers themselves are tried by {@link DiscoveryContractTest}.
 */
public final class DiscoveryGate implements Gate {
    private static final String HOST = "dev/berth/host/";

    private static final Rule MODULES =
            Rule.of("GATE-91", ProblemCode.EXTENSION_ID_IN_HOST, ProblemCode.DISCOVERY_BYPASS);

    @Override
    public GateId id() {
        return GateId.DISCOVERY;
    }

    @Override
    public List<Rule> rules() {
        return List.of(MODULES);
    }

    @Override
    public Optional<String> skipped(Subject subject) {
        boolean module = subject.packageJson().isEmpty()
                && subject.entries().paths().stream().anyMatch(DiscoveryGate::isJudged);
        return module ? Optional.empty() : Optional.of("it is no module of a host");
    }

    @Override
    public void judge(Subject subject, Findings findings) {
        subject.entries().paths().stream()
                .filter(DiscoveryGate::isJudged)
                .sorted()
                .forEach(path -> subject.entries()
                        .read(path)
                        .map(HostClass::read)
                        .filter(found -> !found.isExempt())
                        .ifPresent(found -> judge(path, found, findings)));
    }

    private static boolean isJudged(String path) {
        return path.startsWith(HOST) && path.endsWith(".class");
    }

    private static void judge(String path, HostClass found, Findings findings) {
        found.ids()
                .forEach(id -> findings.add(
                        MODULES,
                        Fault.of(ProblemCode.EXTENSION_ID_IN_HOST, Location.of(path))
                                .says("needs host modules that know no extension")
                                .found("the id " + Quoted.of(id) + " in " + found.name())
                                .then("The module is not fit for a host.")
                                .author("ask for a kind, a role or a capability in place of one extension")));
        found.reads()
                .forEach(method -> findings.add(
                        MODULES,
                        Fault.of(ProblemCode.DISCOVERY_BYPASS, Location.of(path))
                                .says("needs host modules to read native stores through discovery only")
                                .found("a call of " + method + " in " + found.name())
                                .then("The module is not fit for a host.")
                                .author("ask the host's discovery, which also knows what is live")));
    }
}
