/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.report;

import dev.berth.conformance.engine.Outcome;
import dev.berth.conformance.engine.Report;
import dev.berth.conformance.engine.Report.Entry;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import dev.berth.sdk.value.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** SARIF 2.1.0 (GATE-18), as code scanning services read it. */
final class SarifReport {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private SarifReport() {}

    static String write(Report report, Format.Context context) {
        SortedMap<String, ProblemCode> codes = new TreeMap<>();
        report.findings()
                .forEach(entry -> codes.put(
                        entry.problem().code().toString(), entry.problem().code()));
        List<String> ids = List.copyOf(codes.keySet());
        JsonObject driver = JsonObject.of(
                "name", "berth",
                "version", context.version(),
                "rules", codes.values().stream().map(SarifReport::rule).toList());
        JsonObject run = JsonObject.of(
                "tool", JsonObject.of("driver", driver),
                "columnKind", "utf16CodeUnits",
                "results",
                        report.findings().stream()
                                .map(entry -> result(entry, ids))
                                .toList(),
                "invocations", List.of(invocation(report)));
        return JsonObject.of("$schema", SCHEMA, "version", "2.1.0", "runs", List.of(run)) + "\n";
    }

    private static JsonObject rule(ProblemCode code) {
        return JsonObject.of(
                "id", code.toString(),
                "shortDescription", JsonObject.of("text", code.meaning()),
                "defaultConfiguration", JsonObject.of("level", level(code.severity())));
    }

    private static JsonObject result(Entry entry, List<String> ids) {
        Problem problem = entry.problem();
        String code = problem.code().toString();
        String fix = problem.fix().toString();
        JsonObject result = JsonObject.of(
                "ruleId", code,
                "ruleIndex", ids.indexOf(code),
                "level", level(problem.severity()),
                "message", JsonObject.of("text", problem.summary() + (fix.isEmpty() ? "" : "\n" + fix)),
                "locations", List.of(JsonObject.of("physicalLocation", physical(entry.place()))),
                "partialFingerprints", JsonObject.of("berth/v1", fingerprint(entry)),
                "properties", JsonObject.of("rule", entry.rule(), "gate", entry.gate(), "subject", problem.subject()));
        return entry.baseline().isEmpty()
                ? result
                : result.with(
                        "suppressions",
                        List.of(JsonObject.of(
                                "kind", "external",
                                "status", "accepted",
                                "justification", entry.baseline().get().reason())));
    }

    private static JsonObject physical(Location place) {
        JsonObject physical = JsonObject.of("artifactLocation", JsonObject.of("uri", uri(place.path())));
        if (place.line() == 0) {
            return physical;
        }
        JsonObject region = JsonObject.of("startLine", place.line());
        return physical.with("region", place.column() > 0 ? region.with("startColumn", place.column()) : region);
    }

    /** Escapes what a URI cannot hold; a colon in the first segment would make it a scheme. */
    private static String uri(String path) {
        try {
            String raw = new URI(null, null, "/" + path, null).toASCIIString().substring(1);
            return raw.replace(":", "%3A");
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The same for a finding that moves to another line, or that a new version of the extension still has. */
    private static String fingerprint(Entry entry) {
        String id = entry.problem().subject().replaceAll(" .*", "");
        String field = entry.place().field().orElseGet(() -> entry.place().path());
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            String text = entry.problem().code() + "\n" + id + "\n" + field;
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static JsonObject invocation(Report report) {
        List<JsonObject> notifications = new ArrayList<>();
        report.subjects()
                .forEach(subject -> subject.verdicts().stream()
                        .filter(verdict -> verdict.outcome() == Outcome.BROKEN)
                        .map(verdict -> "The gate " + verdict.gate() + " could not judge " + subject.name() + ": "
                                + verdict.reason().orElse(""))
                        .map(SarifReport::notification)
                        .forEach(notifications::add));
        report.failures().stream()
                .map(Problem::summary)
                .map(SarifReport::notification)
                .forEach(notifications::add);
        return JsonObject.of(
                "executionSuccessful", notifications.isEmpty(),
                "exitCode", report.exitCode(),
                "toolExecutionNotifications", notifications);
    }

    private static JsonObject notification(String text) {
        return JsonObject.of("level", "error", "message", JsonObject.of("text", text));
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }
}
