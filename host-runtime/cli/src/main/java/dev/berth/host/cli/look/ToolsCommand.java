/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.look;

import static dev.berth.host.cli.client.Json.text;

import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.console.Page;
import dev.berth.host.cli.console.Table;
import dev.berth.host.cli.console.Table.Cell;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** The tools that can be called now. */
@Command(
        name = "tools",
        description = "List the tools that can be called now, with their input; the host's own come last.",
        footerHeading = "%nExample:%n",
        footer = "  berth tools")
final class ToolsCommand implements Verb {
    @Override
    public int run(Session session) {
        JsonObject document = session.host().get("/api/tools");
        List<JsonObject> tools = Json.objects(document, "tools");
        List<JsonObject> own = Json.objects(document, "own");
        session.result(document, page -> print(page, tools, own));
        return ExitCode.DONE;
    }

    private static void print(Page page, List<JsonObject> tools, List<JsonObject> own) {
        if (tools.isEmpty()) {
            page.line("No extension offers a tool now.");
        }
        if (tools.isEmpty() && own.isEmpty()) {
            return;
        }
        Table table = new Table("TOOL", "INPUT", "FROM", "DESCRIPTION");
        tools.forEach(tool -> row(table, page, tool, text(tool, "owner") + " " + text(tool, "ownerVersion")));
        own.forEach(tool -> row(table, page, tool, "the host"));
        table.print(page);
    }

    private static void row(Table table, Page page, JsonObject tool, String from) {
        table.row(
                new Cell(text(tool, "name"), page.ink()::bold),
                Cell.of(input(tool)),
                Cell.of(from),
                Cell.of(text(tool, "description")));
    }

    /** The members of the input, those that may be left out with a question mark. */
    private static String input(JsonObject tool) {
        JsonObject schema = object(tool, "inputSchema");
        List<String> required = Json.texts(schema, "required");
        String members = object(schema, "properties").members().keySet().stream()
                .map(name -> required.contains(name) ? name : name + "?")
                .collect(Collectors.joining(", "));
        return members.isEmpty() ? "-" : members;
    }

    private static JsonObject object(JsonObject parent, String member) {
        return parent.get(member)
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .orElse(JsonObject.of());
    }
}
