/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.local;

import dev.berth.host.cli.console.Ink;
import dev.berth.host.cli.console.Page;
import dev.berth.host.cli.console.Table;
import dev.berth.host.cli.console.Table.Cell;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.ProblemOutput;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks for what may be wrong with a host and the machine under it. */
@Command(
        name = "doctor",
        description =
                "Check the JDK, the host's home, the running host and its flags, its database, the clock and the audit log.",
        footerHeading = "%nExamples:%n",
        footer = {"  berth doctor", "  berth doctor --leaks", "  berth doctor --leaks --heap"})
final class DoctorCommand implements Verb {
    @Option(
            names = "--leaks",
            description =
                    "Let the host collect garbage, and say which extensions are gone and still held, and by what.")
    private boolean leaks;

    @Option(
            names = "--heap",
            description =
                    "Like --leaks, with the path to what nothing else explains; the host stands still while it writes"
                            + " a dump of its memory, which is deleted when it is read.")
    private boolean heap;

    @Override
    public int run(Session session) {
        List<Check> checks = new ArrayList<>();
        checks.add(JvmChecks.jdk());
        if (session.remote().isEmpty()) {
            HomeChecks home = new HomeChecks(session.home());
            checks.add(home.home());
            checks.add(home.lock());
            checks.add(home.hostFile());
        }
        checks.addAll(new HostChecks(session, leakRoute()).all());
        List<Problem> problems = checks.stream()
                .filter(Check.Bad.class::isInstance)
                .flatMap(check -> ((Check.Bad) check).problems().stream())
                .toList();
        JsonObject document =
                JsonObject.of("checks", checks.stream().map(Check::toJson).toList());
        session.result(
                problems.isEmpty()
                        ? document
                        : document.with(
                                "problems",
                                problems.stream().map(Problem::toJson).toList()),
                page -> print(page, checks));
        if (!session.json()) {
            ProblemOutput.text(session.terminal().errPage(), problems);
        }
        boolean failed = problems.stream().anyMatch(Problem::isError);
        return failed ? ExitCode.of(problems) : ExitCode.DONE;
    }

    private Optional<String> leakRoute() {
        return heap ? Optional.of("/api/leaks?heap=true") : leaks ? Optional.of("/api/leaks") : Optional.empty();
    }

    private static void print(Page page, List<Check> checks) {
        Table table = new Table("CHECK", "RESULT", "FOUND");
        for (Check check : checks) {
            table.row(Cell.of(check.name()), result(page.ink(), check.result()), Cell.of(check.finding()));
        }
        table.print(page);
    }

    private static Cell result(Ink ink, String result) {
        return switch (result) {
            case "ok" -> new Cell(result, ink::green);
            case "failed" -> new Cell(result, ink::red);
            case "warning" -> new Cell(result, ink::yellow);
            default -> Cell.of(result);
        };
    }
}
