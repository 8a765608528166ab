/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.run;

import dev.berth.conformance.GateId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What to check (GATE-1). The methods named {@code with…} return copies.
 *
 * @param paths packed files, source folders, folders of several
 * @param gates those to run; none means all
 * @param policy a policy file over that of {@code against}, else over the defaults
 * @param baseline the list of known findings
 * @param baselineBase an older revision of that list; it may only shrink
 * @param targetAbi the SDK ABI of the host to judge for; without it that of {@code against}, else this SDK's
 * @param against a host that was asked before
 * @param strict counts every warning as an error
 * @param probe runs the hooks of the extensions, in JVMs of their own (GATE-130)
 */
public record CheckRequest(
        List<Path> paths,
        Set<GateId> gates,
        Optional<Path> policy,
        Optional<Path> baseline,
        Optional<Path> baselineBase,
        Optional<String> targetAbi,
        Optional<KnownHost> against,
        boolean strict,
        boolean probe) {
    /** Copies the collections. */
    public CheckRequest {
        paths = List.copyOf(paths);
        gates = Set.copyOf(gates);
    }

    /** Checks paths by all gates and the default policy. */
    public static CheckRequest of(Path... paths) {
        return new CheckRequest(
                List.of(paths),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                true);
    }

    /** Runs only these gates. */
    public CheckRequest withGates(Set<GateId> selected) {
        return new CheckRequest(paths, selected, policy, baseline, baselineBase, targetAbi, against, strict, probe);
    }

    /** Puts a policy file over the defaults. */
    public CheckRequest withPolicy(Path file) {
        return new CheckRequest(
                paths, gates, Optional.of(file), baseline, baselineBase, targetAbi, against, strict, probe);
    }

    /** Accepts the known findings that a file lists. */
    public CheckRequest withBaseline(Path file) {
        return new CheckRequest(
                paths, gates, policy, Optional.of(file), baselineBase, targetAbi, against, strict, probe);
    }

    /** Compares the list of known findings with an older revision of it. */
    public CheckRequest withBaselineBase(Path file) {
        return new CheckRequest(paths, gates, policy, baseline, Optional.of(file), targetAbi, against, strict, probe);
    }

    /** Judges for a host of another SDK ABI than this SDK's. */
    public CheckRequest withTargetAbi(String abi) {
        return new CheckRequest(paths, gates, policy, baseline, baselineBase, Optional.of(abi), against, strict, probe);
    }

    /** Judges beside what a host has. */
    public CheckRequest withAgainst(KnownHost host) {
        return new CheckRequest(
                paths, gates, policy, baseline, baselineBase, targetAbi, Optional.of(host), strict, probe);
    }

    /** Counts every warning as an error, or not. */
    public CheckRequest withStrict(boolean raise) {
        return new CheckRequest(paths, gates, policy, baseline, baselineBase, targetAbi, against, raise, probe);
    }

    /** Runs the hooks of the extensions, or only reads their code. */
    public CheckRequest withProbe(boolean run) {
        return new CheckRequest(paths, gates, policy, baseline, baselineBase, targetAbi, against, strict, run);
    }
}
