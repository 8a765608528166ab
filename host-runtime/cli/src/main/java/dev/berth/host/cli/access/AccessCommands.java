/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.access;

import picocli.CommandLine;

/** The commands of this package. */
public final class AccessCommands {
    private AccessCommands() {}

    /** Adds them to the program. */
    public static void register(CommandLine berth) {
        CommandLine tokens = new CommandLine(new TokensCommand());
        tokens.addSubcommand(new TokensListCommand());
        tokens.addSubcommand(new TokensCreateCommand());
        tokens.addSubcommand(new TokensRevokeCommand());
        berth.addSubcommand(tokens);
        CommandLine mounts = new CommandLine(new MountsCommand());
        mounts.addSubcommand(new MountsSetCommand());
        mounts.addSubcommand(new MountsRemoveCommand());
        berth.addSubcommand(mounts);
    }
}
