/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.data;

import static dev.berth.host.cli.client.Json.text;

import dev.berth.host.cli.client.HostClient;
import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.console.Page;
import dev.berth.host.cli.console.Table;
import dev.berth.host.cli.console.Table.Cell;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Ids;
import dev.berth.host.cli.session.Session;
import dev.berth.manifest.finding.NearMisses;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which jobs, and their list. */
final class JobSelection {
    private static final int MOST = 1000;
    private static final List<String> STATES = List.of("waiting", "running", "paused", "dead", "done", "cancelled");

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only jobs that are waiting, running, paused, dead, done or cancelled.")
    private @Nullable String state;

    @Option(names = "--extension", paramLabel = "ID", description = "Only jobs of this extension.")
    private @Nullable String extension;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many jobs, up to 1000; 100 by default.")
    private int limit = 100;

    int list(Session session) {
        if (limit < 1 || limit > MOST) {
            throw usage("--limit", "--limit needs a number from 1 to " + MOST + "; found " + limit + ".");
        }
        String wanted = state;
        if (wanted != null && !STATES.contains(wanted)) {
            throw usage(
                    "--state",
                    "--state needs one of " + String.join(", ", STATES) + "; found \"" + wanted + "\"."
                            + NearMisses.question(wanted, STATES));
        }
        HostClient host = session.host();
        String of = extension;
        String path = "/api/jobs?limit=" + limit
                + (wanted == null ? "" : "&state=" + wanted)
                + (of == null
                        ? ""
                        : "&extension="
                                + URLEncoder.encode(Ids.extension(of, host).value(), StandardCharsets.UTF_8));
        JsonObject document = host.get(path);
        List<JsonObject> jobs = Json.objects(document, "jobs");
        session.result(document, page -> print(page, jobs, wanted == null && of == null));
        if (jobs.stream().anyMatch(job -> text(job, "state").equals("dead"))) {
            session.say(page -> page.line(
                    "\"berth jobs show ID\" says why a job is dead; \"berth jobs restart ID\"" + " has it run again."));
        }
        return ExitCode.DONE;
    }

    private static void print(Page page, List<JsonObject> jobs, boolean all) {
        if (jobs.isEmpty()) {
            page.line(all ? "There are no jobs." : "No job is like that; \"berth jobs\" shows all.");
            return;
        }
        Table table = new Table("ID", "STATE", "EXTENSION", "NAME", "ATTEMPTS", "WHEN", "FOR").spare("FOR", "WHEN");
        for (JsonObject job : jobs) {
            table.row(
                    Cell.of(text(job, "id")),
                    JobText.state(page.ink(), text(job, "state")),
                    new Cell(text(job, "extension"), page.ink()::bold),
                    Cell.of(text(job, "name")),
                    Cell.of(JobText.attempts(job)),
                    Cell.of(text(job, "at")),
                    Cell.of(text(job, "actor")));
        }
        table.print(page);
    }

    private static ProblemException usage(String subject, String summary) {
        return new ProblemException(Problem.of(ProblemCode.USAGE_INVALID, subject, summary));
    }
}
