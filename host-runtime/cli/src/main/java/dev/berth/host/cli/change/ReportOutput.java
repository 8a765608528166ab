/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.change;

import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.client.ProblemReader;
import dev.berth.host.cli.console.Ink;
import dev.berth.host.cli.console.Page;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.ProblemOutput;
import dev.berth.host.cli.session.Session;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonObject;
import java.util.List;

/** Prints what a change did. A change that is stored but did not start what it should start is a failure (LIFE-86). */
final class ReportOutput {
    private ReportOutput() {}

    static int print(Session session, JsonObject report) {
        List<JsonObject> outcomes = Json.objects(report, "outcomes");
        List<Problem> failures = outcomes.stream()
                .filter(outcome -> Json.text(outcome, "outcome").equals("failed"))
                .flatMap(outcome -> ProblemReader.list(outcome, "problems").stream())
                .toList();
        boolean failed = outcomes.stream()
                .anyMatch(outcome -> Json.text(outcome, "outcome").equals("failed"));
        if (session.json()) {
            session.json(
                    failed
                            ? report.with(
                                    "problems", ProblemOutput.document(failures).get("problems"))
                            : report);
        }
        session.say(page -> text(page, report, outcomes));
        if (!session.json()) {
            ProblemOutput.text(session.terminal().errPage(), failures);
        }
        return failed ? Math.max(1, ExitCode.of(failures)) : ExitCode.DONE;
    }

    private static void text(Page page, JsonObject report, List<JsonObject> outcomes) {
        page.paragraph("", "", Json.text(report, "summary"));
        for (JsonObject outcome : outcomes) {
            String name = Json.text(outcome, "id") + " " + Json.text(outcome, "version");
            page.line("  " + name + ": " + words(page.ink(), Json.text(outcome, "outcome")));
            if (Json.text(outcome, "outcome").equals("skipped")) {
                ProblemOutput.text(page, ProblemReader.list(outcome, "problems"));
            }
        }
    }

    private static String words(Ink ink, String outcome) {
        return switch (outcome) {
            case "activated" -> ink.green("active");
            case "failed" -> ink.red("installed, not active");
            case "skipped" -> ink.yellow("installed, not active");
            default -> outcome;
        };
    }
}
