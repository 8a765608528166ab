/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.look;

import dev.berth.host.cli.session.Verb;
import java.util.List;

/** The commands that read from a host, in the order of the help. */
public final class LookCommands {
    private LookCommands() {}

    public static List<Verb> all() {
        return List.of(
                new StatusCommand(),
                new ListCommand(),
                new InfoCommand(),
                new WhyCommand(),
                new GrantsCommand(),
                new PermissionsCommand(),
                new ToolsCommand(),
                new CallCommand(),
                new NotificationsCommand(),
                new AuditCommand());
    }
}
