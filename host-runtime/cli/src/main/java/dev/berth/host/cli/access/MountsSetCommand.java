/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.access;

import static dev.berth.host.cli.client.Json.text;

import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.sdk.value.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Binds a folder to a mount. */
@Command(
        name = "set",
        description =
                "Bind a folder of the host's machine to a mount; extensions that hold a permission for it use it at once.",
        footerHeading = "%nExample:%n",
        footer = "  berth mounts set reports /srv/reports")
final class MountsSetCommand implements Verb {
    @Parameters(index = "0", paramLabel = "NAME", description = "What follows fs:read: or fs:write: in permissions.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "FOLDER", description = "The absolute path of a folder that is there.")
    private String folder = "";

    @Override
    public int run(Session session) {
        MountName.check(name);
        JsonObject mount = session.host().put("/api/mounts/" + name, JsonObject.of("folder", folder));
        session.result(
                mount, page -> page.line("The mount " + name + " is the folder " + text(mount, "folder") + " now."));
        return ExitCode.DONE;
    }
}
