/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.start;

import dev.berth.host.activation.Outcome;
import dev.berth.host.audit.By;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Revision;
import dev.berth.host.lifecycle.Quarantine;
import dev.berth.host.lifecycle.World;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keeps content that fails again and again, or ends the process in its hooks, from being tried forever (LIFE-66). */
final class CrashLoops {
    private static final int LIMIT = 3;

    /** Failures of its own code; what others lack or the host refuses is none of its making. */
    private static final Set<ProblemCode> OWN =
            Set.of(ProblemCode.HOOK_FAILED, ProblemCode.HOOK_TIMEOUT, ProblemCode.HOOK_STUCK);

    private final World world;
    private final Map<String, Integer> failures;

    /** Starts the count of this boot. */
    CrashLoops(World world) {
        this.world = world;
        this.failures = world.marks().begin();
    }

    /** Quarantines what failed too often in the last boots. */
    List<Problem> quarantine(List<InstalledExtension> rows) {
        Quarantine quarantine = new Quarantine(world);
        return rows.stream()
                .filter(row -> failures.getOrDefault(row.current().packageDigest(), 0) >= LIMIT)
                .map(row -> quarantine.put(row, problem(row.current()), By.CONFIG))
                .toList();
    }

    private Problem problem(Revision revision) {
        int times = failures.getOrDefault(revision.packageDigest(), 0);
        return Problem.of(
                        ProblemCode.CRASH_LOOP,
                        revision.subject(),
                        revision.subject()
                                + " needs its hooks to end well at most starts; in the last five, its activation"
                                + " failed or took the host down " + times
                                + " times. It is quarantined and was not loaded; the others run.")
                .fact("failures", times)
                .operator("bring another version in: berth update FILE, or have this one tried again: berth activate "
                        + revision.id() + " --release")
                .author("look into the log for the hook in which the host ended.");
    }

    /** Counts what failed by its own code in this boot. */
    void count(Collection<Outcome> outcomes) {
        outcomes.stream()
                .filter(outcome -> outcome instanceof Outcome.Failed(Revision revision, Problem problem)
                        && OWN.contains(problem.code()))
                .forEach(outcome -> world.marks().failed(outcome.revision().packageDigest()));
    }
}
