/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.access;

import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.sdk.value.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Binds a mount to nothing. */
@Command(
        name = "remove",
        description = "Bind a mount to no folder any more; from then on nothing is reached through it.",
        footerHeading = "%nExample:%n",
        footer = "  berth mounts remove reports")
final class MountsRemoveCommand implements Verb {
    @Parameters(paramLabel = "NAME", description = "The mount, as \"berth mounts\" shows it.")
    private String name = "";

    @Override
    public int run(Session session) {
        MountName.check(name);
        JsonObject left = session.host().delete("/api/mounts/" + name);
        session.result(left, page -> page.line("The mount " + name + " is bound to nothing now."));
        return ExitCode.DONE;
    }
}
