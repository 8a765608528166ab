/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.access;

import dev.berth.host.cli.client.HostClient;
import dev.berth.host.cli.client.Json;
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
import picocli.CommandLine.Parameters;

/** Takes a token back. */
@Command(
        name = "revoke",
        description = "Take a token back; no request that begins afterwards is let in by it.",
        footerHeading = "%nExample:%n",
        footer = "  berth tokens revoke 3f9a0c41d27be856")
final class TokensRevokeCommand implements Verb {
    @Parameters(paramLabel = "ID", description = "The token's id, as \"berth tokens\" shows it.")
    private String id = "";

    @Override
    public int run(Session session) {
        HostClient host = session.host();
        if (!id.matches("[0-9a-f]{16}")) {
            throw unknown(host);
        }
        JsonObject revoked = host.post("/api/tokens/" + id + "/revocation", JsonObject.of());
        session.result(revoked, page -> page.line("The token " + id + " lets nobody in any more."));
        return ExitCode.DONE;
    }

    /** A whole token, pasted by mistake, is not repeated. */
    private ProblemException unknown(HostClient host) {
        boolean secret = id.startsWith("berth_");
        List<String> ids = Json.objects(host.get("/api/tokens"), "tokens").stream()
                .map(token -> Json.text(token, "id"))
                .toList();
        String found = secret ? "a whole token." : "\"" + id + "\"." + NearMisses.question(id, ids);
        return new ProblemException(Problem.of(
                        ProblemCode.USAGE_INVALID,
                        "berth tokens revoke",
                        "berth tokens revoke needs a token's id, 16 digits of 0-9 and a-f; found " + found
                                + " Nothing was changed.")
                .operator("see the ids: berth tokens"));
    }
}
