/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.data;

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
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;

/** The connections to outside services. */
@Command(
        name = "connections",
        description =
                "Show the connections of users and of the organization to outside services, without their credentials.",
        footerHeading = "%nExamples:%n",
        footer = {"  berth connections", "  berth connections delete 0b6a1f9e-5c1d-4a53-9a3e-2f0f5f6f7a10"})
final class ConnectionsCommand implements Verb {
    @Override
    public int run(Session session) {
        JsonObject document = session.host().get("/api/connections");
        List<JsonObject> connections = Json.objects(document, "connections");
        session.result(document, page -> print(page, connections));
        return ExitCode.DONE;
    }

    private static void print(Page page, List<JsonObject> connections) {
        if (connections.isEmpty()) {
            page.line("Nobody has connected anything.");
            return;
        }
        Table table = new Table("ID", "PROVIDER", "OF", "STATE", "SINCE").spare("SINCE");
        for (JsonObject connection : connections) {
            boolean works = text(connection, "state").equals("CONNECTED");
            String state = text(connection, "state").toLowerCase(Locale.ROOT);
            table.row(
                    Cell.of(text(connection, "connectionId")),
                    new Cell(text(connection, "providerConfigKey"), page.ink()::bold),
                    Cell.of(connection.string("user").orElse("the organization")),
                    new Cell(state, works ? page.ink()::green : page.ink()::red),
                    Cell.of(text(connection, "createdAt")));
        }
        table.print(page);
        connections.stream()
                .map(connection -> connection.string("failure"))
                .flatMap(Optional::stream)
                .forEach(page::line);
    }
}
