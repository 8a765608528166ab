/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.access;

import static dev.berth.host.cli.client.Json.text;

import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Gives a token. */
@Command(
        name = "create",
        description = "Give a token. It is printed this once; the host keeps only a hash of it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  berth tokens create --user ada --role admin",
            "  berth tokens create --user ci --role member --organization acme --expires 30d"
        })
final class TokensCreateCommand implements Verb {
    @Option(names = "--user", required = true, paramLabel = "NAME", description = "For whom; the audit says this name.")
    private String user = "";

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "What it allows: owner, admin, member or operator; may be given again.")
    private List<String> roles = List.of();

    @Option(
            names = "--organization",
            paramLabel = "NAME",
            description = "Bind it to an organisation, on a host of several. Without it, it reaches as far as yours.")
    private @Nullable String organization;

    @Option(
            names = "--expires",
            paramLabel = "WHEN",
            description = "An instant, a life such as 30d or 12h, or never; 90d by default.")
    private @Nullable String expires;

    @Override
    public int run(Session session) {
        JsonObject request = JsonObject.of("user", user, "roles", roles);
        request = organization == null ? request : request.with("organization", organization);
        request = expires == null ? request : request.with("expires", expires);
        JsonObject issued = session.host().post("/api/tokens", request);
        session.result(issued, page -> page.line(text(issued, "token")));
        session.say(page ->
                page.line("Keep it now: nobody can show it again. Use it as BERTH_TOKEN, or as the bearer token of an"
                        + " MCP client."));
        return ExitCode.DONE;
    }
}
