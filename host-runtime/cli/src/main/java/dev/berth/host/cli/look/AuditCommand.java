/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.look;

import static dev.berth.host.cli.client.Json.text;

import dev.berth.host.cli.client.HostClient;
import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.console.Page;
import dev.berth.host.cli.console.Table;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What happened. */
@Command(
        name = "audit",
        description = "Show what happened and who did it, newest last, or check that the log is whole.",
        footerHeading = "%nExamples:%n",
        footer = {"  berth audit --limit 20", "  berth audit --verify"})
final class AuditCommand implements Verb {
    private static final int MOST = 1000;

    @Option(names = "--verify", description = "Check that no entry was changed, removed or slipped in.")
    private boolean verify;

    @Option(
            names = "--after",
            paramLabel = "N",
            description = "Only entries after this number; without it, the newest.")
    private @Nullable Long after;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many entries, up to 1000; 50 by default.")
    private int limit = 50;

    @Override
    public int run(Session session) {
        HostClient host = session.host();
        if (verify) {
            return verify(session, host.get("/api/audit/verification"));
        }
        if (limit < 1 || limit > MOST) {
            throw new ProblemException(Problem.of(
                    ProblemCode.USAGE_INVALID,
                    "--limit",
                    "--limit needs a number from 1 to " + MOST + "; found " + limit + "."));
        }
        long start = after != null ? after : Math.max(0, last(host) - limit);
        JsonObject document = page(host, start, limit);
        List<JsonObject> entries = Json.objects(document, "entries");
        session.result(document, page -> print(page, entries));
        return ExitCode.DONE;
    }

    /** Entries are numbered without gaps, so the last one is found in a few steps, however long the log is. */
    private static long last(HostClient host) {
        long low = 0;
        long high = MOST;
        while (exists(host, high)) {
            low = high;
            high *= 2;
        }
        while (high - low > 1) {
            long middle = (low + high) / 2;
            boolean there = exists(host, middle);
            low = there ? middle : low;
            high = there ? high : middle;
        }
        return low;
    }

    private static boolean exists(HostClient host, long number) {
        return !Json.objects(page(host, number - 1, 1), "entries").isEmpty();
    }

    private static JsonObject page(HostClient host, long after, int limit) {
        return host.get("/api/audit?after=" + after + "&limit=" + limit);
    }

    private static void print(Page page, List<JsonObject> entries) {
        Table table = new Table("N", "WHEN", "WHO", "WHERE", "EVENT", "EXTENSION").spare("WHERE", "WHO");
        for (JsonObject entry : entries) {
            table.row(
                    text(entry, "sequence"),
                    text(entry, "at"),
                    text(entry, "actor"),
                    text(entry, "surface"),
                    text(entry, "event"),
                    text(entry, "subject"));
        }
        table.print(page);
    }

    private static int verify(Session session, JsonObject verification) {
        if (text(verification, "intact").equals("true")) {
            session.result(
                    verification, page -> page.line("The audit log is whole: each entry follows from the one before."));
            return ExitCode.DONE;
        }
        JsonObject broken = verification
                .get("firstBroken")
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .orElse(JsonObject.of());
        Optional<JsonObject> entry =
                broken.get("entry").filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
        String what = entry.map(it -> " (" + text(it, "event") + ")").orElse("");
        throw new ProblemException(Problem.of(
                        ProblemCode.STORE_CORRUPT,
                        "the audit log",
                        "The audit log is not whole: entry " + text(broken, "sequence") + what + " "
                                + text(broken, "found") + ", so something was changed, removed or slipped in there.")
                .fact("firstBroken", broken)
                .operator("compare with a backup of the host's home"
                        + entry.map(it -> " from before " + text(it, "at")).orElse("") + "."));
    }
}
