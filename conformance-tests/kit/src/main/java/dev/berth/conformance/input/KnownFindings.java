/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.input;

import dev.berth.conformance.GateId;
import dev.berth.conformance.Rule;
import dev.berth.conformance.Subject;
import dev.berth.conformance.engine.Outcome;
import dev.berth.conformance.engine.Report;
import dev.berth.conformance.engine.Report.Checked;
import dev.berth.conformance.engine.Report.Entry;
import dev.berth.conformance.engine.Report.Known;
import dev.berth.conformance.engine.Report.Verdict;
import dev.berth.conformance.engine.StandardGates;
import dev.berth.manifest.Phase;
import dev.berth.manifest.finding.Fault;
import dev.berth.manifest.finding.Findings;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.ProblemCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares a report with the baseline, and the baseline with an older revision of itself (GATE-10, GATE-46). */
public final class KnownFindings {
    private static final String RULE = "GATE-10";
    private static final String MARKER = ".readme-pending";

    private KnownFindings() {}

    /**
     * Marks what the baseline lists and adds what is wrong with the list.
     *
     * @param today the day of the check
     */
    public static Report apply(Report report, Baseline baseline, LocalDate today) {
        List<Entry> entries = new ArrayList<>();
        Set<BaselineEntry> used = new HashSet<>();
        for (Entry entry : report.findings()) {
            Optional<BaselineEntry> listed = baseline.entries().stream()
                    .filter(known -> known.covers(entry))
                    .findFirst();
            baseline.entries().stream().filter(known -> known.covers(entry)).forEach(used::add);
            entries.add(new Entry(
                    entry.subject(),
                    entry.gate(),
                    entry.rule(),
                    entry.problem(),
                    listed.map(known -> new Known(known.reason(), known.until().map(LocalDate::toString)))));
        }
        for (BaselineEntry known : baseline.entries()) {
            if (!used.contains(known)) {
                if (wasJudged(known, report)) {
                    entries.add(stale(known, baseline));
                }
            } else if (known.until().isPresent() && today.isAfter(known.until().get())) {
                entries.add(expired(known, baseline, today));
            }
        }
        List<Checked> subjects = report.subjects().stream()
                .map(subject -> again(subject, entries))
                .toList();
        return new Report(subjects, Report.sorted(entries), report.failures());
    }

    /** Finds entries and README markers that an older revision of the list does not have. */
    public static List<Entry> grown(Baseline base, Optional<Baseline> baseline, List<Subject> subjects) {
        List<Entry> entries = new ArrayList<>();
        for (BaselineEntry known : baseline.map(Baseline::entries).orElseGet(List::of)) {
            if (base.entries().stream().noneMatch(known::isSame)) {
                entries.add(entry(
                        baseline.orElseThrow(),
                        known,
                        Fault.of(ProblemCode.BASELINE_GROWN, at(baseline.orElseThrow(), known))
                                .says("may only shrink against " + base.name())
                                .found("a new entry for " + known.code() + " of " + known.subject())
                                .author("mend the finding instead of listing it")));
            }
        }
        for (Subject subject : subjects) {
            String id = subject.name().replaceAll(" .*", "");
            if (subject.entries().paths().contains(MARKER)
                    && !base.readmePending().contains(id)) {
                String path = subject.path().isEmpty() ? MARKER : subject.path() + "/" + MARKER;
                Findings findings = new Findings(subject.name(), Phase.CHECK);
                findings.add(Fault.of(ProblemCode.BASELINE_GROWN, Location.of(path))
                        .says("needs a README; " + base.name() + " does not list it in \"readmePending\"")
                        .found("the marker " + MARKER)
                        .author("write README.md and remove the marker"));
                entries.add(new Entry(
                        subject.path(), "baseline", "GATE-46", findings.sorted().get(0), Optional.empty()));
            }
        }
        return entries;
    }

    /** A finding of a gate that did not run, or of an extension that was not looked at, may still be there. */
    private static boolean wasJudged(BaselineEntry known, Report report) {
        boolean listed = StandardGates.all().stream().anyMatch(gate -> lists(gate.rules(), known));
        return report.subjects().stream()
                .filter(subject -> known.isSubject(subject.name()))
                .flatMap(subject -> subject.verdicts().stream())
                .filter(verdict -> verdict.outcome() != Outcome.BROKEN)
                .anyMatch(verdict -> lists(verdict.rules(), known) || (!listed && verdict.gate() == GateId.MANIFEST));
    }

    private static boolean lists(List<Rule> rules, BaselineEntry known) {
        return rules.stream().anyMatch(rule -> rule.codes().contains(known.code()));
    }

    private static Checked again(Checked subject, List<Entry> entries) {
        return new Checked(
                subject.path(),
                subject.name(),
                subject.verdicts().stream()
                        .map(verdict -> verdict.outcome() == Outcome.FAILED && !fails(subject, verdict, entries)
                                ? new Verdict(verdict.gate(), Outcome.PASSED, Optional.empty(), verdict.rules())
                                : verdict)
                        .toList());
    }

    private static boolean fails(Checked subject, Verdict verdict, List<Entry> entries) {
        return entries.stream()
                .anyMatch(entry -> entry.fails()
                        && entry.subject().equals(subject.path())
                        && entry.gate().equals(verdict.gate().toString()));
    }

    private static Entry stale(BaselineEntry known, Baseline baseline) {
        return entry(
                baseline,
                known,
                Fault.of(ProblemCode.BASELINE_STALE, at(baseline, known))
                        .says("lists " + known.code() + " of " + known.subject() + " at " + known.location())
                        .but("the check found no such thing")
                        .author("remove the entry"));
    }

    private static Entry expired(BaselineEntry known, Baseline baseline, LocalDate today) {
        return entry(
                baseline,
                known,
                Fault.of(ProblemCode.BASELINE_EXPIRED, at(baseline, known))
                        .says("accepts " + known.code() + " of " + known.subject() + " until "
                                + known.until().orElse(today))
                        .but("that day has passed, and it is accepted no longer")
                        .author("mend the finding and remove the entry, or agree on another day"));
    }

    private static Location at(Baseline baseline, BaselineEntry known) {
        return Location.of(baseline.name(), known.place().line(), known.place().column());
    }

    private static Entry entry(Baseline baseline, BaselineEntry known, Fault fault) {
        Findings findings = new Findings(baseline.name(), Phase.CHECK);
        findings.add(fault.then("The entry for " + known.subject() + " fails the check."));
        return new Entry("", "baseline", RULE, findings.sorted().get(0), Optional.empty());
    }
}
