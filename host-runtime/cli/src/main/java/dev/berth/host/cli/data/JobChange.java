/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.data;

import static dev.berth.host.cli.client.Json.text;

import dev.berth.host.cli.console.Page;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes one job, if somebody agrees (CLI-4). */
final class JobChange {
    @Parameters(paramLabel = "ID", description = "The job, as \"berth jobs\" lists it.")
    private String id = "";

    @Option(
            names = {"-y", "--yes"},
            description = "Do it without asking.")
    private boolean yes;

    int apply(Session session, String operation, String question) {
        String path = JobText.path(id);
        if (!yes) {
            ask(session, session.host().get(path), question);
        }
        JsonObject changed = session.host().post(path + "/" + operation, JsonObject.of());
        session.result(
                changed,
                page -> page.line("The job \"" + text(changed, "name") + "\" of " + text(changed, "extension") + " is "
                        + text(changed, "state") + "."));
        return ExitCode.DONE;
    }

    private void ask(Session session, JsonObject job, String question) {
        Page page = session.questions();
        boolean canAsk = session.terminal().canAsk();
        if (canAsk) {
            JobText.print(page, job);
        }
        if (!canAsk || !session.terminal().agrees(page, question)) {
            throw new ProblemException(session.unagreed("the job " + id, canAsk)
                    .fact("job", job)
                    .operator("repeat the command with --yes."));
        }
    }
}
