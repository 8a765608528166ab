/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli;

import dev.berth.host.cli.change.Change;
import dev.berth.host.cli.change.Changes;
import dev.berth.host.cli.change.PlanCommand;
import dev.berth.host.cli.session.CommonOptions;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.ProblemOutput;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Surroundings;
import dev.berth.host.cli.session.Verb;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.SdkAbi;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Runs one command line and returns its exit code. */
public final class Cli {
    private final Surroundings surroundings;
    private final Map<String, Verb> more;

    /**
     * Makes a command line.
     *
     * @param more commands that stand in front of this module's own, by name: those that need the host's classes
     */
    public Cli(Surroundings surroundings, Map<String, Verb> more) {
        this.surroundings = surroundings;
        this.more = more;
    }

    public int run(String... arguments) {
        CommandLine line = commandLine();
        line.setParameterExceptionHandler((e, given) -> usage(e, given));
        line.setExecutionStrategy(this::execute);
        return line.execute(arguments);
    }

    /** Returns the commands, for their help and for completion. */
    CommandLine commandLine() {
        CommandLine line = Commands.register(new CommandLine(new Berth()), more);
        line.setUsageHelpWidth(surroundings.terminal().width());
        // "berth call" gives @FILE a meaning of its own.
        line.setExpandAtFiles(false);
        return line;
    }

    private int execute(ParseResult root) {
        CommonOptions options = ((Berth) root.commandSpec().userObject()).options();
        CommandSpec leaf = leaf(root).commandSpec();
        Session session = new Session(surroundings, options, leaf.qualifiedName());
        List<Problem> problems;
        try {
            return execute(root, session);
        } catch (ProblemException e) {
            problems = e.problems();
        } catch (ParameterException e) {
            problems = List.of(UsageProblems.of(e));
        } catch (RuntimeException e) {
            problems = List.of(unexpected(session, e));
        }
        ProblemOutput.fail(surroundings.terminal(), options.json(), problems);
        return leaf.userObject() instanceof Verb verb ? verb.exitCode(problems) : ExitCode.of(problems);
    }

    private int execute(ParseResult root, Session session) {
        CommandSpec leaf = leaf(root).commandSpec();
        Berth berth = (Berth) root.commandSpec().userObject();
        if (berth.help()) {
            return help(leaf.commandLine(), session);
        } else if (berth.version()) {
            return version(session);
        }
        Object object = leaf.userObject();
        if (object instanceof Change change) {
            boolean onlyPlan = leaf.parent().userObject() instanceof PlanCommand;
            Changes changes = new Changes(session, change);
            return onlyPlan ? changes.plan() : changes.apply();
        } else if (object instanceof Verb verb) {
            return verb.run(session);
        } else if (object instanceof Berth && !session.json()) {
            return help(leaf.commandLine(), session);
        }
        throw new ParameterException(leaf.commandLine(), UsageProblems.NO_COMMAND);
    }

    private int help(CommandLine command, Session session) {
        boolean colours = surroundings.terminal().outPage().ink().on() && !session.json();
        String text = command.getUsageMessage(colours ? Ansi.ON : Ansi.OFF);
        String printed = session.json() ? JsonObject.of("help", text) + "\n" : text;
        surroundings.terminal().out().print(printed);
        surroundings.terminal().out().flush();
        return ExitCode.DONE;
    }

    private static int version(Session session) {
        String version = Version.current();
        String jdk = Runtime.version().toString();
        session.result(
                JsonObject.of("version", version, "abi", SdkAbi.VERSION, "jdk", jdk),
                page -> page.line("berth " + version + " (SDK ABI " + SdkAbi.VERSION + ", JDK " + jdk + ")"));
        return ExitCode.DONE;
    }

    private int usage(ParameterException e, String... arguments) {
        List<Problem> problems = List.of(UsageProblems.of(e));
        ProblemOutput.fail(surroundings.terminal(), asksForJson(arguments), problems);
        return ExitCode.of(problems);
    }

    private Problem unexpected(Session session, RuntimeException e) {
        if (surroundings.variable("BERTH_DEBUG").isPresent()) {
            e.printStackTrace(surroundings.terminal().err());
        }
        return Problem.of(
                        ProblemCode.INTERNAL_ERROR,
                        session.command(),
                        session.command() + " met an error that it does not expect and ended: " + e)
                .operator("report it, with what the command prints when BERTH_DEBUG=1 is set.");
    }

    /** The options are not known when the arguments could not be parsed. */
    private static boolean asksForJson(String... arguments) {
        return Arrays.stream(arguments).takeWhile(text -> !text.equals("--")).anyMatch("--json"::equals);
    }

    private static ParseResult leaf(ParseResult root) {
        ParseResult leaf = root;
        while (leaf.hasSubcommand()) {
            leaf = leaf.subcommand();
        }
        return leaf;
    }
}
