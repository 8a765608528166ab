/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.activation.Deadlines;
import dev.berth.host.cli.client.ProblemReader;
import dev.berth.host.port.jobs.JobView;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of jobs that fail, last too long or are not there (GATE-172). */
final class JobProblemsIT {
    /** The codes that have their text from here. */
    static final Set<ProblemCode> CODES = Set.of(
            ProblemCode.JOB_FAILED,
            ProblemCode.JOB_DEAD,
            ProblemCode.JOB_TIMEOUT,
            ProblemCode.JOB_NOT_DEAD,
            ProblemCode.JOB_UNKNOWN);

    private static final String ENTRY = "acme.report.Entry";

    @TempDir
    Path temp;

    private TestHost host;

    /** A job has a second here; one that does nothing needs none of it. */
    @BeforeEach
    void start() {
        Deadlines all = TestHost.DEADLINES;
        Deadlines brief = new Deadlines(
                all.config(),
                all.register(),
                all.bootstrap(),
                all.destroy(),
                all.call(),
                Duration.ofSeconds(1),
                all.drain(),
                all.stuck());
        host = TestHost.start(temp.resolve("home"), builder -> builder.deadlines(brief));
        host.install(ExtensionPackage.connector("@acme/report-connector", "1.4.0")
                .ports("jobs", "mcp")
                .entry(
                        ENTRY,
                        EntrySource.of(ENTRY)
                                .register("""
                                        ctx.jobs().registerWorker("print", payload -> {
                                            throw new IllegalStateException("the printer is out of paper");
                                        });
                                        ctx.jobs().registerWorker("index", payload -> Thread.sleep(600_000));
                                        ctx.jobs().registerWorker("tidy", payload -> {});
                                        """)
                                .tool(
                                        "report_queue",
                                        "ctx.jobs().enqueue(input.string(\"name\").orElseThrow(), input, new JobOptions("
                                                + "java.util.Optional.empty(), java.util.Optional.empty(),"
                                                + " java.util.Optional.empty(), 1)).id()")
                                .text())
                .writeTo(temp));
    }

    @AfterEach
    void stop() {
        host.close();
    }

    private JobView run(String name, JobView.State end) {
        String id = host.call("report_queue", "name", name).string("result").orElseThrow();
        Waits.until(name + " to be " + end, () -> host.runtime().jobs().show(id).state() == end);
        return host.runtime().jobs().show(id);
    }

    private void judge(ProblemCode code, List<Problem> said) {
        Golden.judge(code, said, temp.resolve("home"));
    }

    private static List<Problem> kept(JobView job) {
        return ProblemReader.list(
                JsonObject.of("problems", List.of(job.problem().orElseThrow())), "problems");
    }

    @Test
    @DisplayName("PORT-95, GATE-172: a job whose attempts are used up is dead, and says what each reader can do")
    void ends() {
        List<Problem> dead = kept(run("print", JobView.State.DEAD));
        judge(ProblemCode.JOB_DEAD, dead);
        judge(ProblemCode.JOB_FAILED, dead);
        judge(ProblemCode.JOB_TIMEOUT, kept(run("index", JobView.State.DEAD)));
    }

    @Test
    @DisplayName("GATE-172: only a dead job is restarted, and only one that is kept")
    void restarts() {
        JobView done = run("tidy", JobView.State.DONE);
        judge(
                ProblemCode.JOB_NOT_DEAD,
                HostProblemsIT.refusal(() -> host.runtime().jobs().restart(done.id(), TestHost.TEST)));
        judge(
                ProblemCode.JOB_UNKNOWN,
                HostProblemsIT.refusal(() -> host.runtime().jobs().show("0".repeat(32))));
        assertThat(host.runtime().jobs().show(done.id()).state()).isEqualTo(JobView.State.DONE);
    }
}
