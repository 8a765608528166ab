/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.local;

import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.manifest.finding.NearMisses;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script that teaches a shell the commands. */
@Command(
        name = "completion",
        description = "Print a script that completes commands and options in a shell.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  source <(berth completion bash)                                in ~/.bashrc",
            "  source <(berth completion zsh)                                 in ~/.zshrc",
            "  berth completion fish > ~/.config/fish/completions/berth.fish"
        })
final class CompletionCommand implements Verb {
    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    @Parameters(paramLabel = "bash|zsh|fish", description = "The shell.")
    private String shell = "";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public int run(Session session) {
        if (!SHELLS.contains(shell)) {
            List<String> near = NearMisses.of(shell, SHELLS);
            throw new ProblemException(Problem.of(
                    ProblemCode.USAGE_INVALID,
                    "berth completion",
                    "berth completion knows the shells bash, zsh and fish; found \"" + shell + "\"."
                            + NearMisses.question(near)));
        }
        CommandLine berth = spec == null ? new CommandLine(this) : spec.root().commandLine();
        // The script for bash takes care of zsh, which can run it.
        String script = shell.equals("fish") ? FishScript.of(berth) : AutoComplete.bash("berth", berth);
        if (session.json()) {
            session.json(JsonObject.of("shell", shell, "script", script));
        } else {
            session.terminal().out().print(script);
            session.terminal().out().flush();
        }
        return ExitCode.DONE;
    }
}
