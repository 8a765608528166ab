/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.check;

import dev.berth.conformance.engine.Report;
import dev.berth.conformance.report.Format;
import dev.berth.conformance.report.JsonReport;
import dev.berth.conformance.run.CheckRequest;
import dev.berth.conformance.run.Conformance;
import dev.berth.host.cli.session.ProblemOutput;
import dev.berth.host.cli.session.Session;
import dev.berth.host.cli.session.Verb;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the gates. Its exit codes are those of GATE-7, whatever the family of a problem: CI tells three cases apart. */
@Command(
        name = "check",
        description = "Judge packages or source folders by the conformance gates, before anybody installs them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  berth check crm-connector-1.0.0.jar",
            "  berth check extensions --format sarif --out berth.sarif",
            "",
            "Exit codes: 0 no error was found, 1 at least one, 2 the check itself could not be done."
        })
public final class CheckCommand implements Verb {
    private static final int TOOL_FAILED = 2;

    private final String version;
    private final Conformance conformance;

    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = "Package files, source folders, or folders of several; the current folder by default.")
    private List<Path> paths = new ArrayList<>();

    @Option(
            names = "--gate",
            paramLabel = "GATE",
            split = ",",
            description = "Only these gates, such as readme,license; all by default.")
    private List<String> gates = new ArrayList<>();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json, junit or sarif; text by default.")
    private @Nullable String format;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the report into a file.")
    private @Nullable Path out;

    @Option(names = "--policy", paramLabel = "FILE", description = "What your organization decides, over the defaults.")
    private @Nullable Path policy;

    @Option(names = "--baseline", paramLabel = "FILE", description = "Known findings, which do not fail.")
    private @Nullable Path baseline;

    @Option(
            names = "--baseline-base",
            paramLabel = "FILE",
            description = "An older revision of the baseline, against which it may only shrink.")
    private @Nullable Path baselineBase;

    @Option(names = "--target-abi", paramLabel = "X.Y.Z", description = "The SDK ABI of the host to judge for.")
    private @Nullable String targetAbi;

    @Option(
            names = "--against",
            paramLabel = "URL",
            description = "A running host whose ABI, policy, extensions count.")
    private @Nullable URI against;

    @Option(names = "--no-probe", description = "Only read the code; do not try its hooks in a JVM of their own.")
    private boolean noProbe;

    @Option(names = "--strict", description = "Count every warning as an error.")
    private boolean strict;

    @Option(names = "--reproducible", description = "Leave times out of the report.")
    private boolean reproducible;

    /** Makes the command of a version of this program. */
    public CheckCommand(String version) {
        this(version, new Conformance());
    }

    /** Makes it with other gates. */
    CheckCommand(String version, Conformance conformance) {
        this.version = version;
        this.conformance = conformance;
    }

    @Override
    public int run(Session session) {
        Format wanted = wanted(session);
        long start = System.nanoTime();
        Report report = check(session, request(session));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        Format.Context context = new Format.Context(version, reproducible ? Optional.empty() : Optional.of(took));
        print(session, report, wanted, context);
        return report.exitCode();
    }

    /** Also for what nobody expects: 1 would say that the packages were judged. */
    @Override
    public int exitCode(List<Problem> problems) {
        return TOOL_FAILED;
    }

    private Format wanted(Session session) {
        if (format == null) {
            return session.json() ? Format.JSON : Format.TEXT;
        }
        Format named = CheckNames.format(format);
        if (session.json() && out == null && (named == Format.TEXT || named == Format.JUNIT)) {
            throw CheckNames.usage(
                    "--json", "--json prints JSON, and --format asks for " + named + "; give one of them.");
        }
        return named;
    }

    private CheckRequest request(Session session) {
        Path[] all = paths.isEmpty() ? new Path[] {Path.of("")} : paths.toArray(Path[]::new);
        CheckRequest request = CheckRequest.of(all)
                .withGates(CheckNames.gates(gates))
                .withStrict(strict)
                .withProbe(!noProbe);
        request = policy == null ? request : request.withPolicy(policy);
        request = baseline == null ? request : request.withBaseline(baseline);
        request = baselineBase == null ? request : request.withBaselineBase(baselineBase);
        request = targetAbi == null ? request : request.withTargetAbi(CheckNames.abi(targetAbi));
        return against == null ? request : request.withAgainst(AskedHost.ask(against, session));
    }

    private Report check(Session session, CheckRequest request) {
        AtomicReference<String> state = new AtomicReference<>("Reading packages");
        return session.progress()
                .during(
                        state::get,
                        () -> conformance.run(
                                request, (done, all, name) -> state.set("Checked " + done + " of " + all)));
    }

    private void print(Session session, Report report, Format wanted, Format.Context context) {
        String text = wanted.write(report, context);
        if (out == null) {
            session.terminal().out().print(text);
            session.terminal().out().flush();
            return;
        }
        try {
            Files.writeString(out, text);
        } catch (IOException e) {
            throw CheckNames.usage("--out", "--out needs a file that can be written; found " + out + ".");
        }
        if (session.json()) {
            JsonObject document = JsonReport.document(report, context);
            session.json(JsonObject.of("out", out.toString(), "summary", document.get("summary")));
        } else if (!session.quiet()) {
            String summary = Format.TEXT.write(report, new Format.Context(version, Optional.empty()));
            session.say(page -> page.line(last(summary) + " The report is in " + out + "."));
        }
        List<Problem> failures = report.failures();
        if (!session.json()) {
            ProblemOutput.text(session.terminal().errPage(), failures);
        }
    }

    private static String last(String text) {
        List<String> lines = text.lines().toList();
        return lines.get(lines.size() - 1);
    }
}
