/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.data;

import static dev.berth.host.cli.client.Json.text;

import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.console.Page;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.manifest.finding.NearMisses;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Forgets a connection, if somebody agrees (CLI-4). */
@Command(
        name = "delete",
        description = "Delete a connection with its credentials; the provider is not told.",
        footerHeading = "%nExample:%n",
        footer = "  berth connections delete 0b6a1f9e-5c1d-4a53-9a3e-2f0f5f6f7a10 --yes")
final class ConnectionDeleteCommand implements Verb {
    @Parameters(paramLabel = "ID", description = "The connection, as \"berth connections\" lists it.")
    private String id = "";

    @Option(
            names = {"-y", "--yes"},
            description = "Do it without asking.")
    private boolean yes;

    @Override
    public int run(Session session) {
        JsonObject found = find(session);
        String what =
                text(found, "providerConfigKey") + " of " + found.string("user").orElse("the organization");
        if (!yes) {
            ask(session, what);
        }
        JsonObject deleted = session.host().delete("/api/connections/" + text(found, "connectionId"));
        session.result(deleted, page -> page.line("The connection to " + what + " is deleted."));
        return ExitCode.DONE;
    }

    /** An id that no connection has is answered here, where near misses are known. */
    private JsonObject find(Session session) {
        List<JsonObject> all = Json.objects(session.host().get("/api/connections"), "connections");
        List<String> ids =
                all.stream().map(connection -> text(connection, "connectionId")).toList();
        return all.stream()
                .filter(connection -> text(connection, "connectionId").equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.of(
                                ProblemCode.CONNECTION_NOT_FOUND,
                                id,
                                "There is no connection \"" + id + "\"." + NearMisses.question(id, ids)
                                        + " Nothing was changed.")
                        .operator("\"berth connections\" shows the ids.")));
    }

    private void ask(Session session, String what) {
        Page page = session.questions();
        boolean canAsk = session.terminal().canAsk();
        if (!canAsk || !session.terminal().agrees(page, "Delete the connection to " + what + "?")) {
            throw new ProblemException(
                    session.unagreed("the connection " + id, canAsk).operator("repeat the command with --yes."));
        }
    }
}
