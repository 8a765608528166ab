/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.data;

import picocli.CommandLine;

/** The commands for what extensions keep and queue, in the order of the help. */
public final class DataCommands {
    private DataCommands() {}

    /** Adds them. */
    public static void register(CommandLine berth) {
        berth.addSubcommand(new SettingsCommand());
        berth.addSubcommand(new SecretsCommand());
        berth.addSubcommand(new CommandLine(new ConnectionsCommand()).addSubcommand(new ConnectionDeleteCommand()));
        berth.addSubcommand(new CommandLine(new JobsCommand())
                .addSubcommand(new JobListCommand())
                .addSubcommand(new JobShowCommand())
                .addSubcommand(new JobRestartCommand())
                .addSubcommand(new JobCancelCommand()));
    }
}
