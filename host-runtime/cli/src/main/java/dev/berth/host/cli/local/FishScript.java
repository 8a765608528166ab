/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.local;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Completion for fish, which picocli does not write: one line for each command and option. */
final class FishScript {
    private FishScript() {}

    static String of(CommandLine berth) {
        StringBuilder out = new StringBuilder("# Completion of berth for fish\n");
        options(out, berth.getCommandSpec(), "__fish_use_subcommand");
        berth.getSubcommands().forEach((name, command) -> {
            add(out, "__fish_use_subcommand", "-f -a " + name, command);
            String here = "__fish_seen_subcommand_from " + name;
            options(out, command.getCommandSpec(), here);
            nested(out, command, here);
        });
        return out.toString();
    }

    private static void nested(StringBuilder out, CommandLine command, String here) {
        Map<String, CommandLine> nested = command.getSubcommands();
        if (!nested.isEmpty()) {
            String none = here + "; and not __fish_seen_subcommand_from " + String.join(" ", nested.keySet());
            nested.forEach((name, inner) -> add(out, none, "-f -a " + name, inner));
        }
    }

    private static void options(StringBuilder out, CommandSpec command, String condition) {
        for (OptionSpec option : command.options()) {
            StringBuilder names = new StringBuilder();
            for (String name : option.names()) {
                names.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
            }
            String value = option.arity().max() > 0 ? " -r" : "";
            line(out, condition, names.substring(1) + value, String.join(" ", option.description()));
        }
    }

    private static void add(StringBuilder out, String condition, String what, CommandLine command) {
        line(
                out,
                condition,
                what,
                String.join(" ", command.getCommandSpec().usageMessage().description()));
    }

    private static void line(StringBuilder out, String condition, String what, String description) {
        String text = description.replace("\\", "\\\\").replace("'", "\\'");
        out.append("complete -c berth -n '").append(condition).append("' ").append(what);
        out.append(" -d '").append(text).append("'\n");
    }
}
