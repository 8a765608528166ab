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
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The keys that a host trusts, or one's own. */
@Command(
        name = "list",
        description = "Show the keys whose signatures count on a host; with --own, those that you can sign with.",
        footerHeading = "%nExamples:%n",
        footer = {"  berth keys list", "  berth keys list --own"})
final class KeysListCommand implements Verb {
    @Option(names = "--own", description = "Your own keys, in the home; needs no host.")
    private boolean own;

    @Override
    public int run(Session session) {
        JsonObject document = own ? own(session) : session.host().get("/api/trust/keys");
        session.result(document, page -> print(page, Json.objects(document, "keys")));
        return ExitCode.DONE;
    }

    private static JsonObject own(Session session) {
        List<JsonObject> keys = new ArrayList<>();
        new OwnKeys(session)
                .all()
                .forEach((name, file) -> keys.add(JsonObject.of(
                        "name", name,
                        "keyId", file.key().id(),
                        "scope", file.scope().orElse(""),
                        "spki", file.key().spki(),
                        "state", "own")));
        return JsonObject.of("keys", keys);
    }

    private static void print(Page page, List<JsonObject> keys) {
        if (keys.isEmpty()) {
            page.line("There is no key.");
            return;
        }
        Table table = new Table("KEY", "SCOPE", "STATE", "CUSTODY", "FROM", "TO", "COMPROMISED", "NAME")
                .spare("TO", "COMPROMISED", "FROM", "NAME", "CUSTODY");
        for (JsonObject key : keys) {
            table.row(
                    new Cell(text(key, "keyId"), page.ink()::bold),
                    Cell.of("@" + text(key, "scope")),
                    text(key, "state").equals("revoked")
                            ? new Cell("revoked", page.ink()::red)
                            : Cell.of(text(key, "state")),
                    Cell.of(key.string("custody").orElse("")),
                    Cell.of(key.string("validFrom").orElse("")),
                    Cell.of(key.string("validTo").orElse("")),
                    Cell.of(key.string("compromisedSince").orElse("")),
                    Cell.of(key.string("name").orElse("")));
        }
        table.print(page);
    }
}
