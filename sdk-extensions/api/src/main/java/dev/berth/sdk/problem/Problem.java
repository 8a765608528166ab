/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.problem;

import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.util.List;
import java.util.Optional;

/**
 * One thing that went wrong, said once and rendered the same on the CLI, in REST, in MCP and in exceptions (GATE-160 to
 * GATE-168). The {@code with…}-style methods return copies.
 *
 * @param code the stable code
 * @param severity how much it matters
 * @param blame who can mend it
 * @param subject as people know it, {@code @acme/crm-connector 1.4.0}
 * @param summary subject first; what is needed and what was found; what did not happen and what still runs
 * @param facts the same for programs; never a secret
 * @param fix what to do
 * @param location where it was declared
 * @param causes the root cause first, the chain after
 */
public record Problem(
        ProblemCode code,
        Severity severity,
        Blame blame,
        String subject,
        String summary,
        JsonObject facts,
        Fix fix,
        Optional<Location> location,
        List<Problem> causes) {

    /** Copies the causes. */
    public Problem {
        causes = List.copyOf(causes);
    }

    /** Starts a problem with the severity and blame that its code usually has. */
    public static Problem of(ProblemCode code, String subject, String summary) {
        return new Problem(
                code,
                code.severity(),
                code.blame(),
                subject,
                summary,
                JsonObject.of(),
                Fix.NONE,
                Optional.empty(),
                List.of());
    }

    /** Adds a fact. */
    public Problem fact(String name, Object value) {
        return new Problem(code, severity, blame, subject, summary, facts.with(name, value), fix, location, causes);
    }

    /** Says what the author can do. */
    public Problem author(String text) {
        return fix(new Fix(Optional.of(text), fix.operator()));
    }

    /** Says what the operator can do. */
    public Problem operator(String text) {
        return fix(new Fix(fix.author(), Optional.of(text)));
    }

    private Problem fix(Fix changed) {
        return new Problem(code, severity, blame, subject, summary, facts, changed, location, causes);
    }

    /** Says where it was declared. */
    public Problem at(Location place) {
        return new Problem(code, severity, blame, subject, summary, facts, fix, Optional.of(place), causes);
    }

    /** Blames another party than the code usually does. */
    public Problem blame(Blame other) {
        return new Problem(code, severity, other, subject, summary, facts, fix, location, causes);
    }

    /** Gives it another severity than the code usually has. */
    public Problem severity(Severity other) {
        return new Problem(code, other, blame, subject, summary, facts, fix, location, causes);
    }

    /** Names the causes, root first. */
    public Problem causes(List<Problem> chain) {
        return new Problem(code, severity, blame, subject, summary, facts, fix, location, chain);
    }

    /** Tells whether it refuses. */
    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** Returns the text for people: summary, then place, fixes and code, then the causes, indented. */
    public String text() {
        StringBuilder out = new StringBuilder(summary).append('\n');
        location.ifPresent(place -> out.append("Declared at ").append(place).append(". "));
        String fixes = fix.toString();
        out.append(fixes)
                .append(fixes.isEmpty() ? "" : " ")
                .append('[')
                .append(code)
                .append(']');
        for (Problem cause : causes) {
            out.append("\n  because ").append(cause.text().replace("\n", "\n  "));
        }
        return out.toString();
    }

    /** Returns the JSON form of CLI-3 and REST. */
    public JsonObject toJson() {
        return JsonObject.of(
                "code", code.toString(),
                "severity", severity,
                "blame", blame,
                "subject", subject,
                "summary", summary,
                "facts", facts,
                "fix", JsonValue.of(fix),
                "location", location.map(JsonValue::of),
                "causes", causes.stream().map(Problem::toJson).toList());
    }

    @Override
    public String toString() {
        return text();
    }
}
