/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.local;

import dev.berth.host.cli.client.HostAddress;
import dev.berth.host.cli.client.HostClient;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stops a host and waits until it has ended. */
@Command(
        name = "down",
        description = "Stop the host and wait until it has ended.",
        footerHeading = "%nExample:%n",
        footer = "  berth down")
final class DownCommand implements Verb {
    @Option(names = "--timeout", paramLabel = "SECONDS", description = "How long to wait for its end; 60 by default.")
    private int timeout = 60;

    @Override
    public int run(Session session) {
        HostClient host = session.host();
        HostAddress address = host.address();
        host.post("/api/shutdown", JsonObject.of());
        boolean ended = session.progress()
                .during(
                        "Stopping the host at " + address,
                        () -> address.pid().map(this::ended).orElse(false));
        String what = ended ? "The host at " + address + " has stopped." : "The host at " + address + " is stopping.";
        JsonObject document = JsonObject.of("url", address.url(), "stopped", ended, "pid", address.pid());
        if (session.json()) {
            session.json(document);
        }
        session.say(page -> page.line(what));
        return ExitCode.DONE;
    }

    private boolean ended(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElse(null);
        if (process == null) {
            return true;
        }
        try {
            process.onExit().get(timeout, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            throw new ProblemException(Problem.of(
                            ProblemCode.HOST_NOT_READY,
                            "process " + pid,
                            "The host was told to stop, but its process " + pid + " still runs after "
                                    + Duration.ofSeconds(timeout).toSeconds() + " s.")
                    .operator("wait longer with --timeout, or look at the end of logs/berth.log in the host's home."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("Waiting for a process cannot fail", e);
        }
    }
}
