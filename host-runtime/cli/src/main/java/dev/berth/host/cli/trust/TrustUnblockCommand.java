/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.trust;

import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.sdk.value.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Blocks a package no longer. */
@Command(
        name = "unblock",
        description = "Block a package no longer.",
        footerHeading = "%nExample:%n",
        footer = "  berth trust unblock @acme/crm-connector@1.4.0")
final class TrustUnblockCommand implements Verb {
    @Parameters(paramLabel = "PACKAGE", description = "What was blocked, as \"berth trust\" shows it.")
    private String value = "";

    @Override
    public int run(Session session) {
        JsonObject answer = session.host().post("/api/trust/blocks/removal", JsonObject.of("value", value));
        session.result(answer, page -> page.line(value + " is not blocked."));
        return ExitCode.DONE;
    }
}
