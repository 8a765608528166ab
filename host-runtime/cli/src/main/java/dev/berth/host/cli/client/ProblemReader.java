/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.client;

import dev.berth.sdk.problem.Fix;
import dev.berth.sdk.problem.Location;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.Severity;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonMismatchException;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads problems from JSON. A host may be newer than this command: what is unknown to it stays readable. */
public final class ProblemReader {
    private ProblemReader() {}

    /** Reads the problems in the named member of a document; none if there is no such list. */
    public static List<Problem> list(JsonObject document, String member) {
        return document.get(member).filter(JsonArray.class::isInstance).map(JsonArray.class::cast).stream()
                .flatMap(array -> array.items().stream())
                .filter(JsonObject.class::isInstance)
                .map(item -> read((JsonObject) item))
                .toList();
    }

    private static Problem read(JsonObject json) {
        String text = json.string("code").orElse("");
        Optional<ProblemCode> code = ProblemCode.find(text);
        String summary = json.string("summary").orElse("");
        Problem problem = Problem.of(
                        code.orElse(ProblemCode.INTERNAL_ERROR),
                        json.string("subject").orElse(""),
                        code.isPresent()
                                ? summary
                                : summary + " [" + text + ", a code that this command does not know]")
                .causes(list(json, "causes"));
        for (var fact : json.get("facts").filter(JsonObject.class::isInstance).map(JsonObject.class::cast).stream()
                .flatMap(facts -> facts.members().entrySet().stream())
                .toList()) {
            problem = problem.fact(fact.getKey(), fact.getValue());
        }
        Optional<Severity> severity = json.string("severity").flatMap(ProblemReader::severity);
        problem = severity.isPresent() ? problem.severity(severity.get()) : problem;
        Optional<Fix> fix = as(json.get("fix"), Fix.class);
        Optional<String> author = fix.flatMap(Fix::author);
        Optional<String> operator = fix.flatMap(Fix::operator);
        problem = author.isPresent() ? problem.author(author.get()) : problem;
        problem = operator.isPresent() ? problem.operator(operator.get()) : problem;
        Optional<Location> location = as(json.get("location"), Location.class);
        return location.isPresent() ? problem.at(location.get()) : problem;
    }

    private static Optional<Severity> severity(String text) {
        return List.of(Severity.values()).stream()
                .filter(severity -> severity.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private static <T> Optional<T> as(Optional<JsonValue> value, Class<T> type) {
        try {
            return value.filter(json -> json instanceof JsonObject).map(json -> json.as(type));
        } catch (JsonMismatchException e) {
            return Optional.empty();
        }
    }
}
