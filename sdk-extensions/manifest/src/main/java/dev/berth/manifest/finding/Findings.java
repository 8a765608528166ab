/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.finding;

import dev.berth.manifest.Phase;
import dev.berth.manifest.SemVer;
import dev.berth.manifest.json.Node;
import dev.berth.manifest.json.Place;
import dev.berth.manifest.json.Quoted;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Gathers what the rules find about one package in one phase. */
public final class Findings {
    /** The file that every manifest is. */
    public static final String MANIFEST = "package.json";

    /** The manifest comes first, then the other files; then place, code and field (MAN-3). */
    private static final Comparator<Problem> ORDER = Comparator.comparing((Problem problem) ->
                    !problem.location().orElseThrow().path().equals(MANIFEST))
            .thenComparing(problem -> problem.location().orElseThrow().path())
            .thenComparingInt(problem -> problem.location().orElseThrow().line())
            .thenComparingInt(problem -> problem.location().orElseThrow().column())
            .thenComparing(problem -> problem.code().toString())
            .thenComparing(problem -> problem.location().orElseThrow().field().orElse(""));

    /** So many problems of one sort are told; of a file with more of them, the rest is counted (MAN-2). */
    private static final int MOST = 1_000;

    /** So many mistyped words are compared with known ones. */
    private static final int MOST_COMPARED = 100;

    private final String subject;
    private final Phase phase;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Sort, Integer> counts = new HashMap<>();
    private int compared;

    /** Problems that differ only in their place and value. */
    private record Sort(ProblemCode code, Severity severity) {}

    /** Starts without findings about a subject, named as people know it. */
    public Findings(String subject, Phase phase) {
        this.subject = subject;
        this.phase = phase;
    }

    /** Names a package as people know it, {@code @acme/crm-connector 1.4.0}, if its manifest says who it is (GATE-162). */
    public static Optional<String> subject(Node.Obj packageJson) {
        return packageJson
                .text("name")
                .filter(name -> ExtensionId.isValid(name.value()))
                .map(name -> name.value()
                        + packageJson
                                .text("version")
                                .flatMap(version -> SemVer.parse(version.value()))
                                .map(version -> " " + version)
                                .orElse(""));
    }

    /** Names a place in the manifest. */
    public static Location at(Place place) {
        return Location.of(MANIFEST, place.line(), place.column());
    }

    /** Names a field in the manifest. */
    public static Location at(Place place, String field) {
        return at(place).field(field);
    }

    /** Tells whether the host judges, not the author. */
    public boolean isHost() {
        return phase == Phase.HOST;
    }

    /** Returns the phase. */
    public Phase phase() {
        return phase;
    }

    /** Returns the files in which errors were found. */
    public Set<String> filesWithErrors() {
        return problems.stream()
                .filter(Problem::isError)
                .map(problem -> problem.location().orElseThrow().path())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Adds what a rule found. */
    public void add(Fault fault) {
        Severity severity = (isHost() ? fault.hostSeverity : fault.severity).orElse(fault.code.severity());
        if (counts.merge(new Sort(fault.code, severity), 1, Integer::sum) <= MOST) {
            problems.add(problem(fault, severity));
        }
    }

    private Problem problem(Fault fault, Severity severity) {
        List<String> near = fault.near
                .filter(word -> compared++ < MOST_COMPARED)
                .map(Supplier::get)
                .orElse(List.of());
        Problem problem = Problem.of(fault.code, subject, summary(fault, near, severity))
                .severity(severity)
                .blame(fault.blame.orElse(fault.code.blame()))
                .at(fault.location);
        for (var fact : fault.facts.entrySet()) {
            problem = problem.fact(fact.getKey(), fact.getValue());
        }
        if (fault.found.isPresent()) {
            problem = problem.fact("found", fault.found.get());
        }
        if (!near.isEmpty()) {
            problem = problem.fact("nearMisses", near);
        }
        if (fault.author.isPresent() || severity == Severity.ERROR) {
            problem = problem.author(fault.author.orElseGet(() -> usualEdit(fault, near)) + ".");
        }
        if (fault.operator.isPresent()) {
            problem = problem.operator(fault.operator.get() + ".");
        }
        return problem;
    }

    /** What is valid stands in the summary; the edit is to make it so. */
    private static String usualEdit(Fault fault, List<String> near) {
        if (!near.isEmpty()) {
            return "write " + Quoted.of(near.get(0)) + " if you meant that";
        }
        String path = fault.location.path();
        return fault.location
                .field()
                .map(field -> "correct \"" + field + "\" in " + path)
                .orElse("correct " + path);
    }

    /** Tells whether one of them refuses. */
    public boolean hasError() {
        return problems.stream().anyMatch(Problem::isError);
    }

    /** Returns all of them in their order. */
    public List<Problem> sorted() {
        List<Problem> all = new ArrayList<>(problems);
        counts.forEach((sort, count) -> {
            if (count > MOST) {
                int last = lastOf(sort, all);
                all.set(last, withRest(all.get(last), count - MOST));
            }
        });
        return all.stream().sorted(ORDER).toList();
    }

    private static int lastOf(Sort sort, List<Problem> all) {
        int last = all.size() - 1;
        while (!sort.equals(new Sort(all.get(last).code(), all.get(last).severity()))) {
            last--;
        }
        return last;
    }

    private static Problem withRest(Problem told, int rest) {
        Problem changed = new Problem(
                told.code(),
                told.severity(),
                told.blame(),
                told.subject(),
                told.summary() + " There are " + rest + " more of this kind.",
                told.facts(),
                told.fix(),
                told.location(),
                told.causes());
        return changed.fact("more", rest);
    }

    private String summary(Fault fault, List<String> near, Severity severity) {
        StringBuilder out = new StringBuilder(subject).append(' ').append(fault.needs);
        fault.foundClause
                .or(() -> fault.found.map(value -> "found " + value))
                .ifPresent(clause -> out.append("; ").append(clause));
        if (!near.isEmpty()) {
            out.append(", near ").append(near.stream().map(Quoted::of).collect(Collectors.joining(", ")));
        }
        String outcome = fault.outcome.orElse(severity == Severity.ERROR ? refused() : "");
        return out.append(outcome.isEmpty() ? "." : ". " + outcome).toString();
    }

    /** The validator does not know what the caller was doing, but the phase tells what cannot have happened. */
    private String refused() {
        return switch (phase) {
            case CHECK -> "The package was not written.";
            case PUBLISH -> "It was not published; nothing was sent.";
            case HOST -> "It was not activated; nothing else changed.";
        };
    }
}
