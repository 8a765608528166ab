/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.trust;

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

/** What a host trusts no longer. */
@Command(
        name = "trust",
        description = "Show the packages that a host has blocked, and block or unblock one.",
        footerHeading = "%nExamples:%n",
        footer = {"  berth trust", "  berth trust block @acme/crm-connector@1.4.0 --reason \"leaks addresses\""})
final class TrustCommand implements Verb {
    @Override
    public int run(Session session) {
        JsonObject document = session.host().get("/api/trust/blocks");
        session.result(document, page -> print(page, Json.objects(document, "blocks")));
        return ExitCode.DONE;
    }

    private static void print(Page page, List<JsonObject> blocks) {
        if (blocks.isEmpty()) {
            page.line("No package is blocked.");
            return;
        }
        Table table = new Table("PACKAGE", "SINCE", "REASON").spare("SINCE", "REASON");
        blocks.forEach(block -> table.row(
                new Cell(text(block, "value"), page.ink()::bold),
                Cell.of(text(block, "since")),
                Cell.of(text(block, "reason"))));
        table.print(page);
    }
}
