/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.look;

import static dev.berth.host.cli.client.Json.text;
import static dev.berth.host.cli.client.Json.texts;

import dev.berth.host.cli.client.HostClient;
import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.console.Page;
import dev.berth.host.cli.console.Table;
import dev.berth.host.cli.console.Table.Cell;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Ids;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.sdk.value.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The decisions about ports. */
@Command(
        name = "grants",
        description = "Show which ports extensions asked for and what was decided.",
        footerHeading = "%nExample:%n",
        footer = "  berth grants @samples/mailbox-connector")
final class GrantsCommand implements Verb {
    @Parameters(arity = "0..1", paramLabel = "ID", description = "One extension; without it, all.")
    private String id = "";

    @Override
    public int run(Session session) {
        HostClient host = session.host();
        String path = id.isEmpty() ? "/api/grants" : HostClient.path("grants", Ids.extension(id, host));
        JsonObject document = host.get(path);
        List<JsonObject> grants = Json.objects(document, "grants");
        session.result(document, page -> print(page, grants));
        if (grants.stream().anyMatch(grant -> !texts(grant, "pending").isEmpty())) {
            session.say(
                    page -> page.line("Decide what is pending with \"berth grant ID PORT...\" or \"berth deny ID\"."));
        }
        return ExitCode.DONE;
    }

    private static void print(Page page, List<JsonObject> grants) {
        if (grants.isEmpty()) {
            page.line("No extension has asked for a port.");
            return;
        }
        boolean several = grants.stream().anyMatch(grant -> !organization(grant).isEmpty());
        List<String> heads = new ArrayList<>(
                List.of("ID", "STATUS", "APPROVED", "PENDING", "DENIED", "REVOKED", "DECIDED BY", "REQUEST"));
        if (several) {
            heads.add(1, "ORGANIZATION");
        }
        Table table = new Table(heads.toArray(String[]::new)).spare("REQUEST", "DECIDED BY", "REVOKED", "DENIED");
        for (JsonObject grant : grants) {
            String hash = text(grant, "requestHash");
            List<Cell> cells = new ArrayList<>(List.of(
                    new Cell(text(grant, "extension"), page.ink()::bold),
                    Cell.of(text(grant, "status").toLowerCase(Locale.ROOT)),
                    Cell.of(list(grant, "approved")),
                    new Cell(list(grant, "pending"), page.ink()::yellow),
                    Cell.of(list(grant, "denied")),
                    Cell.of(list(grant, "revoked")),
                    Cell.of(text(grant, "decidedBy")),
                    Cell.of(hash.substring(0, Math.min(12, hash.length())))));
            if (several) {
                cells.add(1, Cell.of(organization(grant).isEmpty() ? "all others" : organization(grant)));
            }
            table.row(cells.toArray(Cell[]::new));
        }
        table.print(page);
    }

    private static String organization(JsonObject grant) {
        return grant.string("organization").orElse("");
    }

    private static String list(JsonObject grant, String member) {
        List<String> ports = texts(grant, member);
        return ports.isEmpty() ? "-" : String.join(", ", ports);
    }
}
