/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.dev;

import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Builds an extension on every save and swaps it into a host. */
@Command(
        name = "dev",
        description = {
            "Build the extension in a folder on every save, and swap it into a host in development mode, until Ctrl-C.",
            "Each build is a version of its own, 0.0.0-dev.…; a build that does not come up leaves the one before it running."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  berth dev", "  berth dev target/crm-connector-1.0.0.jar --grant settings"})
public final class DevCommand implements Verb {
    private static final long LONGEST_STOP = 10;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..1",
            description = "The folder of the extension, here by default; or its package, if an editor builds it.")
    private Path path = Path.of("");

    @Option(
            names = "--build",
            paramLabel = "COMMAND",
            description =
                    "What builds the package, which it leaves in target/; without it, Maven does, with the arguments in"
                            + " $BERTH_MAVEN_ARGS.")
    private @Nullable String build;

    @Option(
            names = "--grant",
            paramLabel = "all|none|PORT",
            split = ",",
            description = "Which of the ports it asks for to approve; all by default.")
    private List<String> grant = List.of("all");

    @Override
    public int run(Session session) {
        Project project = Project.of(path, Optional.ofNullable(build));
        Delivery delivery = new Delivery(session, grant);
        delivery.requireDevelopment();
        CountDownLatch ended = new CountDownLatch(1);
        try (Watch watch = Watch.of(
                        project::look, project.root(), session.surroundings().clock());
                Rounds rounds = new Rounds(session, project, delivery)) {
            Thread hook = Thread.ofPlatform().name("stop").unstarted(() -> stop(watch, rounds, ended));
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                session.say(page -> page.line("Watching " + project + "; Ctrl-C ends it."));
                do {
                    rounds.run();
                } while (watch.next());
                session.say(page -> page.line("Stopped. "
                        + rounds.subject()
                                .map(subject -> subject + " stays on the host.")
                                .orElse("Nothing was brought in.")));
            } finally {
                forget(hook);
            }
        } finally {
            ended.countDown();
        }
        return ExitCode.DONE;
    }

    /** What is on its way to the host arrives, and is said. */
    private static void stop(Watch watch, Rounds rounds, CountDownLatch ended) {
        watch.close();
        rounds.close();
        try {
            ended.await(LONGEST_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException stopping) {
            // Then it runs.
        }
    }
}
