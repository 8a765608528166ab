/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.launcher;

import dev.berth.host.DatabaseAddress;
import dev.berth.host.cli.client.ProblemReader;
import dev.berth.host.cli.session.ExitCode;
import dev.berth.host.cli.session.ProblemOutput;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a host. */
@Command(
        name = "up",
        description = "Run a host here until Ctrl-C, and print where it is.",
        footerHeading = "%nExamples:%n",
        footer = {"  berth up", "  berth up --port 0 --home /tmp/try --detach"})
final class UpCommand implements Verb {
    private static final String DATABASE = "BERTH_DATABASE";
    private static final int HIGHEST_PORT = 65_535;

    @Option(names = "--port", paramLabel = "N", description = "The port; 0 takes a free one. 8484 by default.")
    private int port = 8484;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description =
                    "Keep rows in this PostgreSQL database, postgresql://user@host/name, instead of a file in the home;"
                            + " $BERTH_DATABASE without it. The password is read from $BERTH_DATABASE_PASSWORD.")
    private @Nullable String database;

    @Option(names = "--dev", description = "Development mode: unsigned packages need no consent.")
    private boolean development;

    @Option(names = "--no-samples", description = "Do not install the sample extensions.")
    private boolean noSamples;

    @Option(
            names = "--multi-tenant",
            description = "Serve several organisations: that of a call is its token's. Without it there is one.")
    private boolean multiTenant;

    @Option(names = "--no-fixtures", description = "Do not seed what extensions want to find in development.")
    private boolean noFixtures;

    @Option(
            names = "--safe-mode",
            description = "Activate required extensions only, to mend what keeps the host from starting.")
    private boolean safeMode;

    @Option(
            names = "--audit-permissions",
            description =
                    "Note what extensions do without a permission and let it through; \"berth permissions --denied\" shows it.")
    private boolean watching;

    @Option(
            names = "--skip",
            paramLabel = "PHASE",
            description =
                    "Leave this phase of the start out; may be given more than once. \"berth status\" names them.")
    private List<String> skipped = new ArrayList<>();

    @Option(names = "--detach", description = "Run it in the background and return when it is ready.")
    private boolean detach;

    @Override
    public int run(Session session) {
        check(session);
        JsonObject ready;
        if (detach) {
            database(session);
            ready = new DetachedHost(session)
                    .start(arguments(), database == null ? Map.of() : Map.of(DATABASE, database));
            print(session, ready, false);
            return ExitCode.DONE;
        }
        Timings timings = new Timings();
        HostSettings settings = settings(session);
        LogSetup.into(LogFolder.in(settings.home()));
        return new Foreground(session).run(settings, timings);
    }

    private void check(Session session) {
        if (port < 0 || port > HIGHEST_PORT) {
            throw usage("--port", "--port needs a number from 0 to " + HIGHEST_PORT + "; found " + port + ".");
        } else if (session.remote().isPresent()) {
            throw usage("--host", "berth up runs a host on this machine, so it takes no --host.");
        }
    }

    private static ProblemException usage(String subject, String summary) {
        return new ProblemException(Problem.of(ProblemCode.USAGE_INVALID, subject, summary + " Nothing was started."));
    }

    private HostSettings settings(Session session) {
        Optional<Path> samples = noSamples ? Optional.empty() : folder("berth.samples");
        return new HostSettings(
                session.home(),
                database(session),
                port,
                development,
                !noFixtures,
                multiTenant,
                safeMode,
                watching,
                skipped,
                samples,
                folder("berth.samples.next"));
    }

    private Optional<DatabaseAddress> database(Session session) {
        return Optional.ofNullable(database)
                .or(() -> session.surroundings().variable(DATABASE))
                .map(DatabaseAddress::of)
                .map(address -> address.orPassword(session.surroundings().variable("BERTH_DATABASE_PASSWORD")));
    }

    /** The start script names them when it runs from a checkout. */
    private static Optional<Path> folder(String property) {
        return Optional.ofNullable(System.getProperty(property)).map(Path::of).filter(Files::isDirectory);
    }

    /** Returns what the host in the background is to be told. */
    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--port", Integer.toString(port)));
        if (development) {
            arguments.add("--dev");
        }
        if (noSamples) {
            arguments.add("--no-samples");
        }
        if (multiTenant) {
            arguments.add("--multi-tenant");
        }
        if (noFixtures) {
            arguments.add("--no-fixtures");
        }
        if (safeMode) {
            arguments.add("--safe-mode");
        }
        if (watching) {
            arguments.add("--audit-permissions");
        }
        skipped.forEach(phase -> arguments.addAll(List.of("--skip", phase)));
        return arguments;
    }

    static void print(Session session, JsonObject ready, boolean foreground) {
        if (session.quiet() && !session.json()) {
            session.terminal().outPage().line(ready.string("consoleUrl").orElse(""));
        } else {
            session.result(ready, page -> ReadyPage.print(page, ready, foreground));
        }
        if (!session.json()) {
            ProblemOutput.text(session.terminal().errPage(), ProblemReader.list(ready, "sampleProblems"));
        }
    }
}
