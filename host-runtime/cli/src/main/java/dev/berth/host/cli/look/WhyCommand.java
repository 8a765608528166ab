/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.look;

import dev.berth.host.cli.client.HostClient;
import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.client.ProblemReader;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Ids;
import dev.berth.host.cli.session.ProblemOutput;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.sdk.value.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The chain from the root cause. */
@Command(
        name = "why",
        description = "Say why an extension is or is not active: the root cause first, then what follows from it.",
        footerHeading = "%nExample:%n",
        footer = "  berth why @samples/mailbox-connector")
final class WhyCommand implements Verb {
    @Parameters(paramLabel = "ID", description = "The extension, @scope/slug-kind.")
    private String id = "";

    @Override
    public int run(Session session) {
        HostClient host = session.host();
        JsonObject why = host.get(HostClient.path("extensions", Ids.extension(id, host)) + "/why");
        session.result(why, page -> {
            page.paragraph("", "", Json.text(why, "summary"));
            ProblemOutput.text(page, ProblemReader.list(why, "chain"));
        });
        return ExitCode.DONE;
    }
}
