/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.trust;

import picocli.CommandLine;

/** The commands of this package. */
public final class TrustCommands {
    private TrustCommands() {}

    /** Adds them to the program. */
    public static void register(CommandLine berth) {
        CommandLine keys = new CommandLine(new KeysCommand());
        keys.addSubcommand(new KeysListCommand());
        keys.addSubcommand(new KeysGenCommand());
        keys.addSubcommand(new KeysAddCommand());
        keys.addSubcommand(new KeysRotateCommand());
        keys.addSubcommand(new KeysRevokeCommand());
        berth.addSubcommand(keys);
        berth.addSubcommand(new SignCommand());
        berth.addSubcommand(new VerifyCommand());
        CommandLine trust = new CommandLine(new TrustCommand());
        trust.addSubcommand(new TrustBlockCommand());
        trust.addSubcommand(new TrustUnblockCommand());
        berth.addSubcommand(trust);
    }
}
