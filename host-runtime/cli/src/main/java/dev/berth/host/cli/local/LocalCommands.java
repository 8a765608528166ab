/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.local;

import dev.berth.host.cli.session.Verb;
import java.util.List;

/** The commands that look after this machine and this command line, in the order of the help. */
public final class LocalCommands {
    private LocalCommands() {}

    public static List<Verb> all() {
        return List.of(
                new DownCommand(),
                new DoctorCommand(),
                new ExplainCommand(),
                new SchemaCommand(),
                new CompletionCommand());
    }
}
