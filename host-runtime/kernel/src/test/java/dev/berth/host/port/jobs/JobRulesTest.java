/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.live.Caller;
import dev.berth.manifest.port.JobInput;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JobRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Problem FAULT = Problem.of(ProblemCode.JOB_FAILED, "@acme/a-connector", "It failed.");

    private static Job job(int attempts, Optional<Duration> every) {
        Job.Name name = new Job.Name(ExtensionId.of("@acme/a-connector"), "sync", "org");
        Job.Order order = new Job.Order("id7", name, Caller.user("u1", "org"), "{}", every, 5, NOW);
        return new Job(order, new Job.Progress(Job.State.WAITING, attempts, NOW, Optional.empty()));
    }

    @Test
    @DisplayName("PORT-94: the pauses grow: 10 s, 1 min, 6 min, 36 min, and never more than an hour")
    void pauses() {
        assertThat(IntStream.rangeClosed(1, 6).mapToObj(JobInput::pause))
                .containsExactly(
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(6),
                        Duration.ofMinutes(36),
                        Duration.ofHours(1),
                        Duration.ofHours(1));
        assertThat(JobInput.pause(100)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    @DisplayName(
            "PORT-94: a failed attempt is due again after its pause; the fifth of five is job-dead, with the last failure")
    void failures() {
        Job.Progress first = JobRules.failed(job(0, Optional.empty()), FAULT, NOW);
        assertThat(first.state()).isEqualTo(Job.State.WAITING);
        assertThat(first.attempts()).isEqualTo(1);
        assertThat(first.at()).isEqualTo(NOW.plusSeconds(10));
        assertThat(first.problem().orElseThrow()).contains("\"job-failed\"");
        Job.Progress last = JobRules.failed(job(4, Optional.empty()), FAULT, NOW);
        assertThat(last.state()).isEqualTo(Job.State.DEAD);
        assertThat(last.attempts()).isEqualTo(5);
        assertThat(last.at()).isEqualTo(NOW);
        assertThat(last.problem().orElseThrow())
                .contains("\"job-dead\"", "\"job-failed\"", "berth jobs restart id7", "needs one attempt of 5");
    }

    @Test
    @DisplayName("PORT-S30: an attempt that the end of the host cut short counts, and runs again without a pause")
    void interrupted() {
        Job.Progress next = JobRules.interrupted(job(1, Optional.empty()), NOW);
        assertThat(next.state()).isEqualTo(Job.State.WAITING);
        assertThat(next.attempts()).isEqualTo(2);
        assertThat(next.at()).isEqualTo(NOW);
        assertThat(JobRules.interrupted(job(4, Optional.empty()), NOW).state()).isEqualTo(Job.State.DEAD);
    }

    @Test
    @DisplayName("PORT-94: what ran is done; what recurs is due again after its pause, with all its attempts")
    void done() {
        Job.Progress once = JobRules.done(job(2, Optional.empty()), NOW);
        assertThat(once.state()).isEqualTo(Job.State.DONE);
        assertThat(once.attempts()).isEqualTo(3);
        Job.Progress again = JobRules.done(job(2, Optional.of(Duration.ofMinutes(5))), NOW);
        assertThat(again).isEqualTo(Job.Progress.due(NOW.plusSeconds(300)));
    }
}
