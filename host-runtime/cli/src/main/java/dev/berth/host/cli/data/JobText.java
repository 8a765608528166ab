/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.data;

import static dev.berth.host.cli.client.Json.text;

import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.client.ProblemReader;
import dev.berth.host.cli.console.Ink;
import dev.berth.host.cli.console.Page;
import dev.berth.host.cli.console.Table;
import dev.berth.host.cli.console.Table.Cell;
import dev.berth.host.cli.session.ProblemOutput;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import java.util.regex.Pattern;

/** Jobs as people read and name them. */
final class JobText {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private JobText() {}

    /** Returns the address of a job. */
    static String path(String id) {
        if (!ID.matcher(id).matches()) {
            throw new ProblemException(Problem.of(
                            ProblemCode.USAGE_INVALID,
                            id,
                            "A job's id has 32 digits from 0 to f; found \"" + id + "\". Nothing was done.")
                    .operator("\"berth jobs\" shows the ids."));
        }
        return "/api/jobs/" + id;
    }

    static Cell state(Ink ink, String state) {
        return switch (state) {
            case "dead" -> new Cell(state, ink::red);
            case "running", "done" -> new Cell(state, ink::green);
            case "paused" -> new Cell(state, ink::yellow);
            default -> Cell.of(state);
        };
    }

    static String attempts(JsonObject job) {
        return text(job, "attempts") + "/" + text(job, "maxAttempts");
    }

    /** Prints a job, whole. */
    static void print(Page page, JsonObject job) {
        page.line(page.ink().bold(text(job, "name") + " of " + text(job, "extension")));
        Table table = new Table("", "");
        table.row("Job", text(job, "id"));
        table.row(Cell.of("State"), state(page.ink(), text(job, "state")));
        table.row("Attempts", attempts(job));
        table.row(text(job, "state").equals("waiting") ? "Due" : "At", text(job, "at"));
        job.string("every").ifPresent(every -> table.row("Again after", every));
        table.row("Queued", text(job, "createdAt"));
        table.row("Organization", text(job, "organization"));
        job.string("actor").ifPresent(actor -> table.row("For", actor));
        table.print(page);
        job.get("payload").ifPresent(payload -> {
            page.line("\n" + page.ink().bold("Payload"));
            page.line(Json.pretty(payload));
        });
        job.get("problem")
                .ifPresent(problem -> ProblemOutput.text(
                        page, ProblemReader.list(JsonObject.of("problems", JsonArray.of(problem)), "problems")));
    }
}
