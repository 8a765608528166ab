/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.look;

import static dev.berth.host.cli.client.Json.text;

import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.client.ProblemReader;
import dev.berth.host.cli.console.Page;
import dev.berth.host.cli.console.Table;
import dev.berth.host.cli.console.Table.Cell;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** What is installed. */
@Command(
        name = "list",
        description = "List the installed extensions, what they do now, and what keeps them from it.",
        footerHeading = "%nExample:%n",
        footer = "  berth list")
final class ListCommand implements Verb {
    /** Where the column stands that says who has it. */
    private static final int FOR = 8;

    @Override
    public int run(Session session) {
        JsonObject document = session.host().get("/api/extensions");
        List<JsonObject> extensions = Json.objects(document, "extensions");
        session.result(document, page -> print(page, extensions));
        if (extensions.isEmpty()) {
            session.say(page -> page.line("Bring one in with \"berth install PATH\"."));
        } else if (extensions.stream()
                .anyMatch(
                        extension -> !ProblemReader.list(extension, "problems").isEmpty())) {
            session.say(page -> page.line("\"berth why ID\" explains one that is not active."));
        }
        return ExitCode.DONE;
    }

    private static void print(Page page, List<JsonObject> extensions) {
        if (extensions.isEmpty()) {
            page.line("No extension is installed.");
            return;
        }
        boolean shared =
                extensions.stream().anyMatch(extension -> !owners(extension).isEmpty());
        List<String> heads =
                new ArrayList<>(List.of("ID", "VERSION", "KIND", "STATUS", "STATE", "REV", "TIER", "PORTS", "PROBLEM"));
        if (shared) {
            heads.add(FOR, "FOR");
        }
        Table table = new Table(heads.toArray(String[]::new)).spare("REV", "TIER", "KIND", "STATUS");
        for (JsonObject extension : extensions) {
            List<Problem> problems = ProblemReader.list(extension, "problems");
            int granted = Json.texts(extension, "grantedPorts").size();
            int requested = Json.texts(extension, "requestedPorts").size();
            List<Cell> cells = new ArrayList<>(List.of(
                    new Cell(text(extension, "id"), page.ink()::bold),
                    Cell.of(text(extension, "version")),
                    Cell.of(text(extension, "kind").toLowerCase(Locale.ROOT)),
                    Cell.of(text(extension, "status").toLowerCase(Locale.ROOT)),
                    States.cell(page.ink(), text(extension, "state")),
                    Cell.of(text(extension, "revision")),
                    Cell.of(text(extension, "tier").toLowerCase(Locale.ROOT)),
                    Cell.of(granted + "/" + requested),
                    Cell.of(
                            problems.isEmpty()
                                    ? update(extension)
                                    : problems.get(0).code().toString())));
            if (shared) {
                List<String> owners = owners(extension);
                cells.add(FOR, Cell.of(owners.isEmpty() ? "all" : String.join(", ", owners)));
            }
            table.row(cells.toArray(Cell[]::new));
        }
        table.print(page);
    }

    /** Says of what runs that its update waits. */
    private static String update(JsonObject extension) {
        return Json.object(extension, "update").map(next -> text(next, "state")).orElse("");
    }

    /** Returns the organisations that have it for themselves. */
    private static List<String> owners(JsonObject extension) {
        List<String> owners = new ArrayList<>();
        for (JsonObject scope : Json.objects(extension, "scopes")) {
            owners.add(text(scope, "level").equals("platform") ? "all" : text(scope, "owner"));
        }
        return owners.equals(List.of("all")) ? List.of() : owners;
    }
}
