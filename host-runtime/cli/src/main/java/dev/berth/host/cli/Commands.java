/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli;

import dev.berth.host.cli.access.AccessCommands;
import dev.berth.host.cli.change.ActivateChange;
import dev.berth.host.cli.change.ForceDeleteChange;
import dev.berth.host.cli.change.IdChange;
import dev.berth.host.cli.change.NamespaceChange;
import dev.berth.host.cli.change.NamespaceChoice;
import dev.berth.host.cli.change.PackageChange;
import dev.berth.host.cli.change.PlanCommand;
import dev.berth.host.cli.change.PortChange;
import dev.berth.host.cli.change.PurgeChange;
import dev.berth.host.cli.change.RollbackChange;
import dev.berth.host.cli.change.UnlockChange;
import dev.berth.host.cli.check.CheckCommand;
import dev.berth.host.cli.data.DataCommands;
import dev.berth.host.cli.dev.DevCommand;
import dev.berth.host.cli.local.LocalCommands;
import dev.berth.host.cli.look.LookCommands;
import dev.berth.host.cli.session.Verb;
import dev.berth.host.cli.trust.TrustCommands;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** All commands, in the order of the help. */
final class Commands {
    private Commands() {}

    /** A changing command, whose class it shares with others. */
    private record Changing(String name, Object command, String description, String example) {}

    static CommandLine register(CommandLine berth, Map<String, Verb> more) {
        more.forEach(berth::addSubcommand);
        LookCommands.all().forEach(berth::addSubcommand);
        AccessCommands.register(berth);
        TrustCommands.register(berth);
        DataCommands.register(berth);
        changes(berth);
        CommandLine plan = new CommandLine(new PlanCommand());
        changes(plan);
        berth.addSubcommand(plan);
        berth.addSubcommand(new DevCommand());
        berth.addSubcommand(new CheckCommand(Version.current()));
        LocalCommands.all().forEach(berth::addSubcommand);
        return berth;
    }

    private static void changes(CommandLine parent) {
        // With its blank: what an example shows to people is no id to branch on (GATE-91).
        String hello = " @samples/hello-connector";
        for (Changing change : new Changing[] {
            new Changing(
                    "install",
                    new PackageChange("install"),
                    "Bring a new extension in and activate it.",
                    "berth install crm-connector-1.0.0.jar --grant settings,secrets"),
            new Changing(
                    "update",
                    new PackageChange("update"),
                    "Bring another version of an installed extension in, without an interruption.",
                    "berth update crm-connector-1.1.0.jar --yes"),
            new Changing(
                    "reinstall",
                    new PackageChange("reinstall"),
                    "Bring an archived extension back at the version of this package.",
                    "berth reinstall crm-connector-1.2.0.jar"),
            new Changing(
                    "rollback",
                    new RollbackChange(),
                    "Go back to the revision before, or to one of the last two.",
                    "berth rollback" + hello + " --to 1.0.0"),
            new Changing(
                    "activate",
                    new ActivateChange(),
                    "Try again to activate an extension that is installed and not active.",
                    "berth activate" + hello),
            new Changing(
                    "archive",
                    new IdChange("archive"),
                    "Stop an extension and keep all its data.",
                    "berth archive" + hello),
            new Changing(
                    "restore", new IdChange("restore"), "Bring an archived extension back.", "berth restore" + hello),
            new Changing(
                    "uninstall",
                    new IdChange("uninstall"),
                    "Stop an extension and delete it with its data.",
                    "berth uninstall" + hello + " --yes"),
            new Changing(
                    "force-delete",
                    new ForceDeleteChange(),
                    "Delete an extension although others need it.",
                    "berth force-delete" + hello + " --version 1.0.0 --reason done --confirm-destructive"),
            new Changing(
                    "lock",
                    new IdChange("lock"),
                    "Keep an extension from being archived or removed.",
                    "berth lock" + hello),
            new Changing(
                    "unlock",
                    new UnlockChange(),
                    "Let a locked extension be removed again.",
                    "berth unlock" + hello + " --force"),
            new Changing(
                    "purge",
                    new PurgeChange(),
                    "Delete every trace of an extension, on a host in development mode.",
                    "berth purge" + hello),
            new Changing(
                    "namespace",
                    new NamespaceChoice(),
                    "Name the host as a publisher, once; \"berth status\" shows its name.",
                    "berth namespace acme"),
            new Changing(
                    "namespace-change",
                    new NamespaceChange(),
                    "Give the host another name than the one that others know it by.",
                    "berth namespace-change acme-labs --replaces acme --reason sold --confirm-destructive"),
            new Changing(
                    "grant",
                    new PortChange("grant"),
                    "Approve ports that an extension asks for, or give permissions back.",
                    "berth grant" + hello + " settings jobs"),
            new Changing(
                    "deny",
                    new PortChange("deny"),
                    "Deny the ports that are asked for and not decided.",
                    "berth deny" + hello),
            new Changing(
                    "revoke",
                    new PortChange("revoke"),
                    "Take ports back, all of them if none is named, or permissions; the next use is refused.",
                    "berth revoke" + hello + " jobs"),
        }) {
            parent.addSubcommand(named(change, parent.getCommandSpec().userObject() instanceof PlanCommand));
        }
    }

    private static CommandLine named(Changing change, boolean planned) {
        CommandLine line = new CommandLine(change.command());
        // A plan needs no consent.
        String example =
                planned ? change.example().replace("berth ", "berth plan ").replace(" --yes", "") : change.example();
        CommandSpec spec = line.getCommandSpec().name(change.name());
        spec.usageMessage()
                .description(change.description())
                .footerHeading("%nExample:%n")
                .footer("  " + example);
        return line;
    }
}
