/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.change;

import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.console.Page;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.util.Optional;

/** Carries a change through: plan, consent, apply (CLI-4). */
public final class Changes {
    private final Session session;
    private final Change change;

    public Changes(Session session, Change change) {
        this.session = session;
        this.change = change;
    }

    /** Prints the plan and changes nothing. */
    public int plan() {
        JsonObject plan = plan(change.request(session));
        session.result(plan, page -> {
            PlanText.print(page, plan);
            page.line("Nothing was changed. The same command without \"plan\" and with --digest " + PlanText.brief(plan)
                    + "… does exactly this.");
        });
        return ExitCode.DONE;
    }

    /** Does it, if somebody agrees. */
    public int apply() {
        JsonObject request = change.request(session);
        Optional<String> digest = change.consent().digest();
        String agreed = digest.isPresent() ? digest.get() : agreedDigest(plan(request));
        JsonObject report = session.progress()
                .during("Carrying it out", () -> change.apply(session, request.with("digest", agreed)));
        return ReportOutput.print(session, report);
    }

    private JsonObject plan(JsonObject request) {
        return session.progress().during("Planning", () -> session.host().post("/api/plans", request));
    }

    private String agreedDigest(JsonObject plan) {
        String digest = Json.text(plan, "digest");
        if (change.consent().yes()) {
            session.say(page -> PlanText.print(page, plan));
        } else if (session.terminal().canAsk()) {
            Page page = session.questions();
            PlanText.print(page, plan);
            if (!session.terminal().agrees(page, "Do this?")) {
                throw refused(plan, true);
            }
        } else {
            session.say(page -> PlanText.print(page, plan));
            throw refused(plan, false);
        }
        return digest;
    }

    private ProblemException refused(JsonObject plan, boolean asked) {
        String digest = Json.text(plan, "digest");
        return new ProblemException(session.unagreed(Json.text(plan, "subject"), asked)
                .fact("plan", plan)
                .fact("digest", digest)
                .operator(
                        "repeat the command with --yes, or with --digest " + digest + " to agree to just this plan."));
    }
}
