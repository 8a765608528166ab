/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.look;

import static dev.berth.host.cli.client.Json.objects;
import static dev.berth.host.cli.client.Json.text;

import dev.berth.host.cli.client.HostClient;
import dev.berth.host.cli.console.Page;
import dev.berth.host.cli.console.Table;
import dev.berth.host.cli.console.Table.Cell;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Ids;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What code may do beside ports, and what it tried without. */
@Command(
        name = "permissions",
        description = "Show which permissions extensions ask for, what was decided, and what holds each.",
        footerHeading = "%nExamples:%n",
        footer = {"  berth permissions @samples/mailbox-connector", "  berth permissions --denied"})
final class PermissionsCommand implements Verb {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "One extension; without it, all.")
    private String id = "";

    @Option(
            names = "--denied",
            description =
                    "Show what running code tried without a permission: refused, or let through where the host only watches.")
    private boolean denied;

    @Override
    public int run(Session session) {
        HostClient host = session.host();
        String path = id.isEmpty() ? "/api/permissions" : HostClient.path("permissions", Ids.extension(id, host));
        JsonObject document = host.get(path);
        session.result(document, page -> {
            if (denied) {
                printDenied(page, objects(document, "denied"));
            } else {
                print(page, objects(document, "permissions"));
            }
        });
        return ExitCode.DONE;
    }

    private static void print(Page page, List<JsonObject> permissions) {
        if (permissions.isEmpty()) {
            page.line("No extension asks for a permission.");
            return;
        }
        Table table = new Table("ID", "PERMISSION", "STATE", "DECIDED BY", "SINCE", "HELD BY")
                .spare("HELD BY", "SINCE", "DECIDED BY");
        for (JsonObject permission : permissions) {
            String state = text(permission, "state");
            table.row(
                    new Cell(text(permission, "extension"), page.ink()::bold),
                    Cell.of(text(permission, "permission")),
                    state.equals("granted") ? Cell.of(state) : new Cell(state, page.ink()::yellow),
                    Cell.of(permission.string("decidedBy").orElse("")),
                    Cell.of(permission.string("decidedAt").orElse("-")),
                    Cell.of(text(permission, "enforcedBy")));
        }
        table.print(page);
    }

    private static void printDenied(Page page, List<JsonObject> denials) {
        if (denials.isEmpty()) {
            page.line("Running code tried nothing without a permission.");
            return;
        }
        Table table =
                new Table("ID", "VERSION", "TRIED TO", "NEEDS", "COUNT", "LAST", "IT WAS").spare("LAST", "VERSION");
        for (JsonObject denial : denials) {
            table.row(
                    new Cell(text(denial, "extension"), page.ink()::bold),
                    Cell.of(text(denial, "version")),
                    Cell.of(text(denial, "demand")),
                    Cell.of(text(denial, "permission").isEmpty() ? "-" : text(denial, "permission")),
                    Cell.of(text(denial, "count")),
                    Cell.of(text(denial, "last")),
                    text(denial, "letThrough").equals("true")
                            ? new Cell("let through", page.ink()::yellow)
                            : Cell.of("refused"));
        }
        table.print(page);
    }
}
