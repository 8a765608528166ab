/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.report;

import dev.berth.conformance.GateId;
import dev.berth.conformance.Rule;
import dev.berth.conformance.engine.Outcome;
import dev.berth.conformance.engine.Report;
import dev.berth.conformance.engine.Report.Checked;
import dev.berth.conformance.engine.Report.Entry;
import dev.berth.conformance.engine.Report.Verdict;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.Severity;
import dev.berth.sdk.value.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The document {@code berth-check/1} (GATE-16); its schema ships beside this class. */
public final class JsonReport {
    private JsonReport() {}

    static String write(Report report, Format.Context context) {
        return document(report, context) + "\n";
    }

    /** Returns the document. */
    public static JsonObject document(Report report, Format.Context context) {
        JsonObject tool = JsonObject.of("name", "berth", "version", context.version());
        if (context.took().isPresent()) {
            tool = tool.with("tookMillis", context.took().get().toMillis());
        }
        JsonObject document = JsonObject.of(
                "format", "berth-check/1",
                "tool", tool,
                "subjects", report.subjects().stream().map(JsonReport::subject).toList(),
                "gates", gates(report),
                "findings", report.findings().stream().map(JsonReport::finding).toList(),
                "summary", summary(report));
        return report.failures().isEmpty()
                ? document
                : document.with(
                        "problems",
                        report.failures().stream().map(JsonReport::problem).toList());
    }

    private static JsonObject subject(Checked subject) {
        return JsonObject.of(
                "path", subject.path().isEmpty() ? "." : subject.path(),
                "name", subject.name(),
                "gates", subject.verdicts().stream().map(JsonReport::verdict).toList());
    }

    private static JsonObject verdict(Verdict verdict) {
        JsonObject document = JsonObject.of(
                "id", verdict.gate().toString(), "outcome", verdict.outcome().toString());
        return verdict.reason().isPresent()
                ? document.with("reason", verdict.reason().get())
                : document;
    }

    /** A gate over all subjects: its worst outcome, and the reason for that. */
    private static List<JsonObject> gates(Report report) {
        List<JsonObject> gates = new ArrayList<>();
        for (GateId id : GateId.values()) {
            List<Verdict> verdicts = report.subjects().stream()
                    .flatMap(subject -> subject.verdicts().stream())
                    .filter(verdict -> verdict.gate() == id)
                    .toList();
            Optional<Verdict> worst = verdicts.stream().max(Comparator.comparing(Verdict::outcome));
            if (worst.isEmpty()) {
                continue;
            }
            Outcome outcome = worst.get().outcome();
            Set<String> rules = new LinkedHashSet<>();
            verdicts.forEach(verdict -> verdict.rules().stream().map(Rule::id).forEach(rules::add));
            JsonObject gate = JsonObject.of(
                    "id",
                    id.toString(),
                    "outcome",
                    outcome.toString(),
                    "rules",
                    List.copyOf(rules),
                    "findings",
                    report.findings().stream()
                            .filter(entry -> entry.gate().equals(id.toString()))
                            .count());
            Optional<String> reason = verdicts.stream()
                    .filter(verdict -> verdict.outcome() == outcome)
                    .flatMap(verdict -> verdict.reason().stream())
                    .findFirst();
            gates.add(reason.isPresent() ? gate.with("reason", reason.get()) : gate);
        }
        return gates;
    }

    private static JsonObject finding(Entry entry) {
        JsonObject finding = problem(entry.problem().at(entry.place()))
                .with("gate", entry.gate())
                .with("rule", entry.rule());
        if (entry.baseline().isEmpty()) {
            return finding.with("baseline", Optional.empty());
        }
        JsonObject known = JsonObject.of("reason", entry.baseline().get().reason());
        Optional<String> until = entry.baseline().get().until();
        return finding.with("baseline", until.isPresent() ? known.with("until", until.get()) : known);
    }

    private static JsonObject problem(Problem problem) {
        return problem.toJson()
                .with("location", problem.location().map(JsonReport::location))
                .with(
                        "causes",
                        problem.causes().stream().map(JsonReport::problem).toList());
    }

    /** Lines and columns count from 1; null is one that is not known. */
    private static JsonObject location(Location place) {
        return JsonObject.of(
                "path",
                place.path(),
                "line",
                place.line() > 0 ? Optional.of(place.line()) : Optional.empty(),
                "column",
                place.column() > 0 ? Optional.of(place.column()) : Optional.empty(),
                "field",
                place.field());
    }

    private static JsonObject summary(Report report) {
        return JsonObject.of(
                "errors", report.count(Severity.ERROR),
                "warnings", report.count(Severity.WARNING),
                "infos", report.count(Severity.INFO),
                "baselined", report.baselined(),
                "exitCode", report.exitCode());
    }
}
