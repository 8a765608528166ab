/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.activation.Deadlines;
import dev.berth.host.port.jobs.JobView;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LIFE-26, LIFE-99, ENG-36: an operator gives one extension other deadlines than all others have. */
final class OwnDeadlinesIT {
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    Path temp;

    private static Deadlines with(Duration callAndJob) {
        Deadlines all = TestHost.DEADLINES;
        return new Deadlines(all.config(), LONG, LONG, LONG, callAndJob, callAndJob, all.drain(), all.stuck());
    }

    private Path pack(String name) {
        String entry = "acme." + name + ".Entry";
        return ExtensionPackage.connector("@acme/" + name + "-connector", "1.0.0")
                .ports("mcp", "jobs")
                .entry(
                        entry,
                        EntrySource.of(entry)
                                .register("ctx.jobs().registerWorker(\"work\", payload -> Thread.sleep(1_000));")
                                .tool(
                                        name + "_work",
                                        "{ Thread.sleep(1_000); return java.util.Map.of(\"said\", \"done\"); }")
                                .tool(
                                        name + "_queue",
                                        "ctx.jobs().enqueue(\"work\", input, new JobOptions(java.util.Optional.empty(),"
                                                + " java.util.Optional.empty(), java.util.Optional.empty(), 1)).id()")
                                .text())
                .writeTo(temp);
    }

    private static JobView worked(TestHost host, String name) {
        String id = host.call(name + "_queue").string("result").orElseThrow();
        Waits.until(
                name + "'s job to end",
                () -> switch (host.runtime().jobs().show(id).state()) {
                    case DONE, DEAD -> true;
                    default -> false;
                });
        return host.runtime().jobs().show(id);
    }

    @Test
    @DisplayName(
            "LIFE-26, ENG-36: calls and jobs of one extension are given up after its own deadlines, those of others go on")
    void callsAndJobs() {
        try (TestHost host = TestHost.start(
                temp.resolve("home"),
                builder -> builder.deadlines(with(LONG))
                        .deadlines("@acme/brief-connector", with(Duration.ofMillis(100))))) {
            host.install(pack("brief"));
            host.install(pack("other"));
            assertThat(HostProblemsIT.refusal(() -> host.call("brief_work")))
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.TOOL_TIMEOUT);
            assertThat(host.call("other_work").string("said")).contains("done");
            assertThat(worked(host, "brief").state()).isEqualTo(JobView.State.DEAD);
            assertThat(worked(host, "other").state()).isEqualTo(JobView.State.DONE);
        }
    }
}
