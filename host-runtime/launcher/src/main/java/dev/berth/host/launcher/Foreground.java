/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a host until it is told to stop, by a signal or over REST. */
final class Foreground {
    /** Hooks have their own deadlines; this is for what has none. */
    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);

    private final Session session;

    Foreground(Session session) {
        this.session = session;
    }

    int run(HostSettings settings, Timings timings) {
        // Made here and not before: the first logger of a process decides where all of them write.
        Logger log = LoggerFactory.getLogger(Foreground.class);
        HostProcess process = session.progress().during("Starting", () -> HostProcess.start(settings, timings));
        Thread hook = Thread.ofPlatform().name("stop").unstarted(() -> stop(process, log));
        Runtime.getRuntime().addShutdownHook(hook);
        log.info("Ready at {}", process.file().url());
        log.debug("Start: {}", timings);
        UpCommand.print(session, ReadyPage.document(process, settings, timings.total()), true);
        try {
            process.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.close();
        session.say(page -> page.line("Stopped."));
        return ExitCode.DONE;
    }

    /** The JVM waits for its hooks without a bound. */
    private void stop(HostProcess process, Logger log) {
        if (!session.quiet() && !session.json()) {
            session.terminal().errPage().line("Stopping.");
        }
        Thread closing = Thread.ofPlatform().name("close").daemon().start(process::close);
        try {
            if (!closing.join(LONGEST_STOP)) {
                log.warn("The host has not stopped within {} s; its process ends now", LONGEST_STOP.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
