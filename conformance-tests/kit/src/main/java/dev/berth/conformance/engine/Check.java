/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.engine;

import dev.berth.conformance.Finding;
import dev.berth.conformance.Gate;
import dev.berth.conformance.Rule;
import dev.berth.conformance.Subject;
import dev.berth.conformance.engine.Report.Checked;
import dev.berth.conformance.engine.Report.Entry;
import dev.berth.conformance.engine.Report.Verdict;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Runs gates over subjects, the subjects side by side. Holds no state of a run; any thread may use it. */
public final class Check {
    private final List<Gate> gates;
    private final boolean strict;

    /**
     * Makes a check.
     *
     * @param gates those to run
     * @param strict counts every warning as an error (GATE-7)
     */
    public Check(List<Gate> gates, boolean strict) {
        this.gates = gates.stream().sorted(Comparator.comparing(Gate::id)).toList();
        this.strict = strict;
    }

    /** Judges subjects and tells of each that is done. The report knows no baseline yet. */
    public Report run(List<Target> targets, Consumer<Subject> done) {
        List<Judged> judged = targets.parallelStream()
                .map(target -> {
                    Judged one = judge(target);
                    done.accept(target.subject());
                    return one;
                })
                .toList();
        return new Report(
                judged.stream()
                        .map(Judged::checked)
                        .sorted(Comparator.comparing(Checked::path))
                        .toList(),
                Report.sorted(
                        judged.stream().flatMap(one -> one.entries().stream()).toList()),
                List.of());
    }

    private record Judged(Checked checked, List<Entry> entries) {}

    private Judged judge(Target target) {
        List<Verdict> verdicts = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (Gate gate : gates) {
            GateResult result = target.unreadable().isEmpty() && target.broken().isEmpty()
                    ? GateBarrier.judge(gate, target.subject())
                    : new GateResult(gate.id(), gate.rules(), target.unreadable(), target.broken(), List.of());
            List<Finding> before = target.found().stream()
                    .filter(finding -> finding.gate() == gate.id())
                    .toList();
            List<Entry> own = new ArrayList<>();
            for (List<Finding> findings : List.of(before, result.findings())) {
                for (Finding finding : findings) {
                    Entry entry = entry(finding, target);
                    if (seen.add(List.of(entry.problem().code(), entry.place()))) {
                        own.add(entry);
                    }
                }
            }
            entries.addAll(own);
            verdicts.add(verdict(result, own));
        }
        return new Judged(new Checked(target.subject().path(), target.subject().name(), verdicts), entries);
    }

    private static Verdict verdict(GateResult result, List<Entry> entries) {
        if (result.broken().isPresent()) {
            return new Verdict(result.gate(), Outcome.BROKEN, result.broken(), result.rules());
        }
        if (entries.stream().anyMatch(Entry::fails)) {
            List<Rule> judged = result.skipped().isPresent() ? List.of() : result.rules();
            return new Verdict(result.gate(), Outcome.FAILED, Optional.empty(), judged);
        }
        return result.skipped().isPresent()
                ? new Verdict(result.gate(), Outcome.SKIPPED, result.skipped(), List.of())
                : new Verdict(result.gate(), Outcome.PASSED, Optional.empty(), result.rules());
    }

    private Entry entry(Finding finding, Target target) {
        Problem problem = finding.problem();
        boolean raised = strict && problem.severity() == Severity.WARNING;
        return new Entry(
                target.subject().path(),
                finding.gate().toString(),
                finding.rule().id(),
                located(raised ? problem.severity(Severity.ERROR) : problem, target),
                Optional.empty());
    }

    private static Problem located(Problem problem, Target target) {
        Location place = problem.location().orElse(Location.of("package.json"));
        String path = target.locate().apply(place.path());
        return problem.at(new Location(path, place.line(), place.column(), place.field()))
                .causes(problem.causes().stream()
                        .map(cause -> cause.location().isPresent() ? located(cause, target) : cause)
                        .toList());
    }
}
