/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.engine;

import dev.berth.conformance.GateId;
import dev.berth.conformance.Rule;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What came of a check; every format says the same of it (GATE-13).
 *
 * @param subjects what was judged, by path
 * @param findings all of all gates, ordered (GATE-5)
 * @param failures what kept the check from being whole, such as a folder that cannot be read (GATE-7)
 */
public record Report(List<Checked> subjects, List<Entry> findings, List<Problem> failures) {
    private static final Comparator<Entry> ORDER = Comparator.comparing(
                    (Entry entry) -> entry.place().path())
            .thenComparingInt(entry -> entry.place().line())
            .thenComparingInt(entry -> entry.place().column())
            .thenComparing(entry -> entry.problem().code().toString())
            .thenComparing(entry -> entry.place().field().orElse(""))
            .thenComparing(Entry::subject)
            .thenComparing(entry -> entry.problem().summary());

    /** Copies the lists. */
    public Report {
        subjects = List.copyOf(subjects);
        findings = List.copyOf(findings);
        failures = List.copyOf(failures);
    }

    /**
     * A subject and what each gate made of it.
     *
     * @param path below the checked root; empty for the root itself
     * @param name as people know it
     */
    public record Checked(String path, String name, List<Verdict> verdicts) {
        /** Copies the verdicts. */
        public Checked {
            verdicts = List.copyOf(verdicts);
        }
    }

    /**
     * What a gate made of a subject.
     *
     * @param reason why it was skipped or is broken
     * @param rules the rules that it judged
     */
    public record Verdict(GateId gate, Outcome outcome, Optional<String> reason, List<Rule> rules) {
        /** Copies the rules. */
        public Verdict {
            rules = List.copyOf(rules);
        }
    }

    /**
     * A finding in its place.
     *
     * @param subject the path of the subject; empty also for a finding about the run itself
     * @param gate the gate, or {@code policy} or {@code baseline} for a finding about those files
     * @param rule the number of the rule
     * @param problem with a location below the checked root
     * @param baseline what the baseline says about it, if it lists it (GATE-10)
     */
    public record Entry(String subject, String gate, String rule, Problem problem, Optional<Known> baseline) {
        /** Returns where it is. */
        public Location place() {
            return problem.location().orElseGet(() -> Location.of(subject));
        }

        /** Tells whether it fails the check. */
        public boolean fails() {
            return problem.isError() && baseline.isEmpty();
        }
    }

    /**
     * Why a finding does not fail.
     *
     * @param until the last day of it, if it has one, {@code 2026-12-31}
     */
    public record Known(String reason, Optional<String> until) {}

    /** Puts findings into the order of GATE-5. */
    public static List<Entry> sorted(List<Entry> entries) {
        return entries.stream().sorted(ORDER).toList();
    }

    /** Returns how many findings of a severity count. */
    public int count(Severity severity) {
        return (int) findings.stream()
                .filter(entry -> entry.baseline().isEmpty() && entry.problem().severity() == severity)
                .count();
    }

    /** Returns how many findings the baseline lists. */
    public int baselined() {
        return (int)
                findings.stream().filter(entry -> entry.baseline().isPresent()).count();
    }

    /** Returns the exit code of GATE-7. */
    public int exitCode() {
        boolean broken = subjects.stream()
                .flatMap(subject -> subject.verdicts().stream())
                .anyMatch(verdict -> verdict.outcome() == Outcome.BROKEN);
        if (broken || !failures.isEmpty()) {
            return 2;
        }
        return findings.stream().anyMatch(Entry::fails) ? 1 : 0;
    }
}
