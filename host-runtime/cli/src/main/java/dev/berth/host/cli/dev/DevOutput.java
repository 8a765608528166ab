/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.dev;

import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.client.ProblemReader;
import dev.berth.host.cli.console.Page;
import dev.berth.host.cli.session.ProblemOutput;
import dev.berth.host.cli.session.Session;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonObject;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Says what became of each change: a line for people with all problems below it, or one JSON document a line. */
final class DevOutput {
    private final Session session;

    DevOutput(Session session) {
        this.session = session;
    }

    /** Says what the host did; returns whether what it was sent is in place. */
    boolean report(JsonObject report) {
        List<JsonObject> outcomes = Json.objects(report, "outcomes");
        List<Problem> problems = outcomes.stream()
                .flatMap(outcome -> ProblemReader.list(outcome, "problems").stream())
                .toList();
        print(report, Json.text(report, "summary"), problems);
        return outcomes.stream()
                .noneMatch(outcome -> Json.text(outcome, "outcome").equals("failed"));
    }

    /** Says why nothing was changed. */
    void problems(List<Problem> problems) {
        print(ProblemOutput.document(problems), "Not taken; what ran before still runs.", problems);
    }

    /** Says that the build failed, and shows the end of what it said. */
    void failedBuild(List<String> said) {
        print(JsonObject.of("built", false, "output", said), "Not built; what ran before still runs.", List.of());
        if (!session.json()) {
            Page page = session.terminal().errPage();
            said.forEach(line -> page.line("  " + line));
        }
    }

    /** Says that a build made nothing new. */
    void unchanged(String subject) {
        print(JsonObject.of("changed", false), subject + " is as it was.", List.of());
    }

    private void print(JsonObject document, String summary, List<Problem> problems) {
        Instant now = session.surroundings().clock().instant();
        if (session.json()) {
            session.json(document.with("at", now.toString()));
            return;
        }
        LocalTime time = LocalTime.ofInstant(now, ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS);
        session.terminal().outPage().line(String.format("%tT  %s", time, summary));
        Page page = session.terminal().errPage();
        ProblemOutput.text(page, problems);
        problems.forEach(problem -> stack(page, problem));
    }

    /** Where code failed is not for operators; who wrote it wants to see it. */
    private static void stack(Page page, Problem problem) {
        Json.texts(problem.facts(), "stack").forEach(line -> page.line("    at " + line));
        problem.causes().forEach(cause -> stack(page, cause));
    }
}
