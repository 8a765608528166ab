/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.trust;

import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.sdk.value.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Blocks a package. */
@Command(
        name = "block",
        description =
                "Block a package, whoever signed it: nothing installs it, and no start loads it. What runs goes on, with a warning.",
        footerHeading = "%nExample:%n",
        footer = "  berth trust block @acme/crm-connector@1.4.0 --reason \"leaks addresses\"")
final class TrustBlockCommand implements Verb {
    @Parameters(
            paramLabel = "PACKAGE",
            description = "A content digest, a package digest, an id, or an id and a version after another \"@\".")
    private String value = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; the audit keeps it.")
    private String reason = "";

    @Override
    public int run(Session session) {
        JsonObject blocked = session.host().post("/api/trust/blocks", JsonObject.of("value", value, "reason", reason));
        session.result(blocked, page -> page.line(value + " is blocked."));
        return ExitCode.DONE;
    }
}
