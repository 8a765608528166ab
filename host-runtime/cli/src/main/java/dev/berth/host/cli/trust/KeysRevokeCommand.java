/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.trust;

import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trusts a key no longer. */
@Command(
        name = "revoke",
        description =
                "Trust a key no longer. What runs goes on with a warning; the next start does not load what it signed.",
        footerHeading = "%nExample:%n",
        footer = "  berth keys revoke 06e3fd8fda29bb60 --compromised-since 2026-03-24T00:00:00Z")
final class KeysRevokeCommand implements Verb {
    @Parameters(paramLabel = "KEY", description = "The key's id, as \"berth keys list\" shows it.")
    private String id = "";

    @Option(
            names = "--compromised-since",
            paramLabel = "WHEN",
            description = "Packages that came to the host before stay trusted. Without it, none does.")
    private @Nullable String since;

    @Override
    public int run(Session session) {
        if (!id.matches("[0-9a-f]{16}")) {
            throw new ProblemException(Problem.of(
                            ProblemCode.USAGE_INVALID,
                            session.command(),
                            session.command()
                                    + " needs a key's id, 16 digits of 0-9 and a-f; found another text. Nothing was"
                                    + " changed.")
                    .operator("see the ids: berth keys list"));
        }
        JsonObject body = since == null ? JsonObject.of() : JsonObject.of("compromisedSince", since);
        JsonObject revoked = session.host().post("/api/trust/keys/" + id + "/revocation", body);
        session.result(
                revoked,
                page -> page.line("The key " + id + " of @" + Json.text(revoked, "scope")
                        + " vouches for nothing since " + Json.text(revoked, "compromisedSince") + "."));
        return ExitCode.DONE;
    }
}
