/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli;

import dev.berth.manifest.finding.NearMisses;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line: what was found, what it may have been meant to be, and where the help is. */
final class UsageProblems {
    /** The message of our own exception for it. */
    static final String NO_COMMAND = "no command";

    private UsageProblems() {}

    static Problem of(ParameterException e) {
        CommandSpec command = e.getCommandLine().getCommandSpec();
        String name = command.qualifiedName();
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unmatched(command, unmatched.getUnmatched().get(0));
        } else if (e instanceof MissingParameterException missing) {
            String needed = missing.getMissing().stream()
                    .map(UsageProblems::label)
                    .distinct()
                    .collect(Collectors.joining(" and "));
            return problem(name, name + " needs " + (needed.isEmpty() ? "more than it got" : needed) + ".", List.of());
        } else if (NO_COMMAND.equals(e.getMessage())) {
            return problem(name, name + " needs a command after it.", List.of());
        }
        String reason = String.valueOf(e.getMessage());
        return problem(name, name + " cannot read its arguments: " + sentence(reason), List.of());
    }

    private static Problem unmatched(CommandSpec command, String found) {
        String name = command.qualifiedName();
        if (found.startsWith("-") && found.length() > 1) {
            String option = found.contains("=") ? found.substring(0, found.indexOf('=')) : found;
            List<String> near = NearMisses.of(option, options(command));
            return problem(name, name + " has no option \"" + option + "\"." + NearMisses.question(near), near);
        } else if (!command.subcommands().isEmpty()) {
            List<String> near = NearMisses.of(found, command.subcommands().keySet());
            String summary = "\"" + found + "\" is not a command of " + name + "." + NearMisses.question(near);
            return problem(name, summary, near);
        }
        return problem(name, name + " takes no argument \"" + found + "\" at that place.", List.of());
    }

    private static List<String> options(CommandSpec command) {
        List<String> names = new ArrayList<>();
        for (OptionSpec option : command.options()) {
            names.addAll(List.of(option.names()));
        }
        return names.stream().filter(name -> name.startsWith("--")).toList();
    }

    private static String label(ArgSpec argument) {
        String label = argument.paramLabel().replaceAll("^<|>$", "");
        return argument.isOption() ? ((OptionSpec) argument).longestName() + " " + label : label;
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }

    private static Problem problem(String command, String summary, List<String> near) {
        Problem problem = Problem.of(ProblemCode.USAGE_INVALID, command, summary + " Nothing was done.")
                .operator("\"" + command + " --help\" shows what it takes, with an example.");
        return near.isEmpty() ? problem : problem.fact("near", near);
    }
}
