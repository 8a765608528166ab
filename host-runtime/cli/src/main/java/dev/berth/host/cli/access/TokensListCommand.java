/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.access;

import static dev.berth.host.cli.client.Json.text;
import static dev.berth.host.cli.client.Json.texts;

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

/** The tokens that were given. */
@Command(
        name = "list",
        description = "Show the tokens that were given; what is secret in them is not kept.",
        footerHeading = "%nExample:%n",
        footer = "  berth tokens list")
final class TokensListCommand implements Verb {
    @Override
    public int run(Session session) {
        JsonObject document = session.host().get("/api/tokens");
        session.result(document, page -> print(page, Json.objects(document, "tokens")));
        return ExitCode.DONE;
    }

    private static void print(Page page, List<JsonObject> tokens) {
        if (tokens.isEmpty()) {
            page.line("No token was given but the owner's, which is in host.json.");
            return;
        }
        Table table = new Table("ID", "USER", "ORGANIZATION", "ROLES", "EXPIRES", "LAST USED", "CREATED", "BY")
                .spare("BY", "CREATED", "LAST USED");
        for (JsonObject token : tokens) {
            boolean expired = text(token, "expired").equals("true");
            table.row(
                    new Cell(text(token, "id"), page.ink()::bold),
                    Cell.of(text(token, "user")),
                    Cell.of(text(token, "organization")),
                    Cell.of(String.join(", ", texts(token, "roles"))),
                    expired
                            ? new Cell("expired", page.ink()::yellow)
                            : Cell.of(token.string("expires").orElse("never")),
                    Cell.of(token.string("lastUsed").orElse("never")),
                    Cell.of(text(token, "created")),
                    Cell.of(text(token, "createdBy")));
        }
        table.print(page);
    }
}
