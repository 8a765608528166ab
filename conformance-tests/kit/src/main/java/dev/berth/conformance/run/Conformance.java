/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.run;

import dev.berth.conformance.Gate;
import dev.berth.conformance.Policy;
import dev.berth.conformance.Subject;
import dev.berth.conformance.engine.Check;
import dev.berth.conformance.engine.Report;
import dev.berth.conformance.engine.Report.Entry;
import dev.berth.conformance.engine.StandardGates;
import dev.berth.conformance.engine.Target;
import dev.berth.conformance.input.Baseline;
import dev.berth.conformance.input.KnownFindings;
import dev.berth.conformance.input.PolicyFile;
import dev.berth.conformance.input.StaleEntries;
import dev.berth.conformance.source.Sources;
import dev.berth.conformance.source.Targets;
import dev.berth.manifest.Phase;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.problem.Severity;
import dev.berth.sdk.value.SdkAbi;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs checks: finds the packages, judges them, compares with the baseline. */
public final class Conformance {
    private final List<Gate> gates;
    private final Clock clock;

    /** Makes one of all gates, with the day of UTC for the baseline. */
    public Conformance() {
        this(StandardGates.all(), Clock.systemUTC());
    }

    /** Makes one of other gates and another day. */
    public Conformance(List<Gate> gates, Clock clock) {
        this.gates = List.copyOf(gates);
        this.clock = clock;
    }

    /** Is told how far a check came; from any thread. */
    @FunctionalInterface
    public interface Watcher {
        /**
         * Takes note.
         *
         * @param done how many packages were judged
         * @param all how many there are
         * @param name of the one that was judged last
         */
        void judged(int done, int all, String name);
    }

    /** Runs a check without telling anybody how far it came. */
    public Report run(CheckRequest request) {
        return run(request, (done, all, name) -> {});
    }

    /**
     * Runs a check.
     *
     * @throws ProblemException if the policy or the baseline cannot be used; nothing was checked then (GATE-9)
     */
    public Report run(CheckRequest request, Watcher watcher) {
        PolicyFile decided = request.against().map(KnownHost::policy).orElseGet(PolicyFile::defaults);
        PolicyFile policy = request.policy()
                .map(file -> PolicyFile.read(file).over(decided))
                .orElse(decided);
        Optional<Baseline> baseline = request.baseline().map(Baseline::read);
        Optional<Baseline> base = request.baselineBase().map(Baseline::read);
        Sources sources = Sources.at(request.paths());
        Targets.Opening opening = new Targets(policy(request, policy), Phase.CHECK)
                .open(sources, request.against().map(KnownHost::extensions).orElseGet(List::of));
        List<Target> targets = opening.targets();
        AtomicInteger done = new AtomicInteger();
        Report judged = check(request)
                .run(targets, subject -> watcher.judged(done.incrementAndGet(), targets.size(), subject.name()));
        List<Subject> subjects = targets.stream().map(Target::subject).toList();
        List<Entry> more = new ArrayList<>(judged.findings());
        StaleEntries.of(policy, subjects).forEach(entry -> more.add(raised(entry, request.strict())));
        base.ifPresent(older -> more.addAll(KnownFindings.grown(older, baseline, subjects)));
        Report whole = new Report(judged.subjects(), Report.sorted(more), opening.failures());
        return baseline.map(known -> KnownFindings.apply(whole, known, LocalDate.now(clock)))
                .orElse(whole);
    }

    private Check check(CheckRequest request) {
        return new Check(
                gates.stream()
                        .filter(gate ->
                                request.gates().isEmpty() || request.gates().contains(gate.id()))
                        .map(gate -> request.probe() ? gate : gate.withoutProbe())
                        .toList(),
                request.strict());
    }

    private static Policy policy(CheckRequest request, PolicyFile file) {
        return file.policy(request.targetAbi()
                .or(() -> request.against().map(KnownHost::abi))
                .orElse(SdkAbi.VERSION));
    }

    private static Entry raised(Entry entry, boolean strict) {
        return strict
                ? new Entry(
                        entry.subject(),
                        entry.gate(),
                        entry.rule(),
                        entry.problem().severity(Severity.ERROR),
                        entry.baseline())
                : entry;
    }
}
