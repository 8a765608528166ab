/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.access;

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
import picocli.CommandLine.Command;

/** The folders that permissions name. */
@Command(
        name = "mounts",
        description = "Show, set and remove the folders that permissions such as fs:read:reports name.",
        footerHeading = "%nExamples:%n",
        footer = {"  berth mounts", "  berth mounts set reports /srv/reports"})
final class MountsCommand implements Verb {
    @Override
    public int run(Session session) {
        JsonObject document = session.host().get("/api/mounts");
        session.result(document, page -> print(page, Json.objects(document, "mounts")));
        return ExitCode.DONE;
    }

    private static void print(Page page, List<JsonObject> mounts) {
        if (mounts.isEmpty()) {
            page.line("No folder is bound; \"berth mounts set NAME FOLDER\" binds one.");
            return;
        }
        Table table = new Table("NAME", "FOLDER", "BOUND BY", "SINCE").spare("SINCE", "BOUND BY");
        for (JsonObject mount : mounts) {
            boolean configured = text(mount, "configured").equals("true");
            table.row(
                    new Cell(text(mount, "name"), page.ink()::bold),
                    Cell.of(text(mount, "folder")),
                    Cell.of(configured ? "config.json" : text(mount, "boundBy")),
                    Cell.of(configured ? "-" : text(mount, "boundAt")));
        }
        table.print(page);
    }
}
