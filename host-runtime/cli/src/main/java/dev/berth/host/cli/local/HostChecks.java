/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.local;

import dev.berth.host.cli.client.DatabaseLine;
import dev.berth.host.cli.client.HostClient;
import dev.berth.host.cli.client.HostFile;
import dev.berth.host.cli.client.Json;
import dev.berth.host.cli.client.ProblemReader;
import dev.berth.host.cli.session.Session;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that need the running host. */
final class HostChecks {
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final Session session;
    private final Optional<String> leaks;

    /** @param leaks where to ask for what is gone and still held, if that is asked for, too */
    HostChecks(Session session, Optional<String> leaks) {
        this.session = session;
        this.leaks = leaks;
    }

    List<Check> all() {
        if (session.remote().isEmpty() && !Files.exists(HostFile.in(session.home()))) {
            return List.of(new Check.Skipped("host", "no host runs on this home; \"berth up\" starts one"));
        }
        try {
            HostClient host = session.host();
            JsonObject status = host.get("/api/status");
            Check database = database(host, status);
            List<Check> checks =
                    new ArrayList<>(List.of(host(host, status), JvmChecks.guard(status), database, clock(host)));
            if (database instanceof Check.Good) {
                checks.add(audit(host));
                checks.add(SecretsCheck.of(host));
                checks.add(LoginCheck.of(host));
            }
            leaks.ifPresent(route -> checks.add(leaks(host, route)));
            return checks;
        } catch (ProblemException e) {
            return List.of(new Check.Bad("host", e.problems()));
        }
    }

    private static Check host(HostClient host, JsonObject status) {
        if (Json.text(status, "ready").equals("true")) {
            return new Check.Good("host", "ready at " + host.address() + ", version " + Json.text(status, "version"));
        }
        List<Problem> problems = Json.objects(status, "boot").stream()
                .flatMap(phase -> ProblemReader.list(phase, "problems").stream())
                .toList();
        return new Check.Bad(
                "host",
                Problem.of(
                                ProblemCode.HOST_NOT_READY,
                                host.address().toString(),
                                "The host at " + host.address() + " runs but is not ready.")
                        .causes(problems)
                        .operator("\"berth status\" shows the phases of its start."));
    }

    private static Check database(HostClient host, JsonObject status) {
        if (DatabaseLine.isReachable(status)) {
            return new Check.Good("database", DatabaseLine.of(status));
        }
        return new Check.Bad(
                "database",
                Problem.of(
                                ProblemCode.STORE_UNAVAILABLE,
                                host.address().toString(),
                                "The host at " + host.address() + " needs its database; found: "
                                        + DatabaseLine.of(status) + ". Calls that only use what is loaded still run.")
                        .operator("look at the server and the way to it; the host goes on by itself when it answers."));
    }

    /** Audit entries and leases are only as good as the clock. */
    private Check clock(HostClient host) {
        Optional<Instant> there = host.clock();
        Instant here = session.surroundings().clock().instant();
        if (there.isEmpty()) {
            return new Check.Skipped("clock", "the host does not write the time on its answers");
        }
        Duration apart = Duration.between(here, there.get()).abs();
        if (apart.compareTo(SKEW) <= 0) {
            return new Check.Good("clock", "the host's and this one are less than " + SKEW.toSeconds() + " s apart");
        }
        return new Check.Bad(
                "clock",
                Problem.of(
                                ProblemCode.CLOCK_SKEWED,
                                "the host's clock",
                                "The host's clock says " + there.get() + " and this machine's " + here + ", "
                                        + apart.toSeconds() + " s apart; at most " + SKEW.toSeconds()
                                        + " s are in order. The host still runs, with that time.")
                        .operator("let both machines take their time from a time server."));
    }

    /** The proof that what is gone is gone (ENG-40). */
    private static Check leaks(HostClient host, String route) {
        List<Problem> held = ProblemReader.list(host.get(route), "problems");
        return held.isEmpty()
                ? new Check.Good("leaks", "nothing that is gone is still held")
                : new Check.Bad("leaks", held);
    }

    private static Check audit(HostClient host) {
        JsonObject verification = host.get("/api/audit/verification");
        if (Json.text(verification, "intact").equals("true")) {
            return new Check.Good("audit log", "each entry follows from the one before");
        }
        return new Check.Bad(
                "audit log",
                Problem.of(ProblemCode.STORE_CORRUPT, "the audit log", "The audit log is not whole.")
                        .operator("\"berth audit --verify\" names the first entry that does not follow."));
    }
}
