/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.session;

import dev.berth.host.cli.console.Page;
import dev.berth.host.cli.console.Terminal;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonObject;
import java.util.List;

/** Prints problems: as the document of CLI-3, or as text on standard error. */
public final class ProblemOutput {
    private ProblemOutput() {}

    /** Prints the problems that ended a command. */
    public static void fail(Terminal terminal, boolean json, List<Problem> problems) {
        if (json) {
            terminal.out().print(document(problems) + "\n");
            terminal.out().flush();
        } else {
            text(terminal.errPage(), problems);
        }
    }

    /** Returns {@code {"problems":[…]}}. */
    public static JsonObject document(List<Problem> problems) {
        return JsonObject.of("problems", problems.stream().map(Problem::toJson).toList());
    }

    /** Prints problems for people: the sentence, then what to do, then the causes. */
    public static void text(Page page, List<Problem> problems) {
        problems.forEach(problem -> text(page, problem, ""));
    }

    private static void text(Page page, Problem problem, String indent) {
        String mark = switch (problem.severity()) {
            case ERROR -> page.ink().red("x") + " ";
            case WARNING -> page.ink().yellow("!") + " ";
            case INFO -> "- ";
        };
        List<String> lines = problem.causes(List.of()).text().lines().toList();
        String start = indent + mark;
        for (String line : lines) {
            page.paragraph(start, indent + "  ", line);
            start = indent + "  ";
        }
        for (Problem cause : problem.causes()) {
            page.line(indent + "  because");
            text(page, cause, indent + "  ");
        }
    }
}
