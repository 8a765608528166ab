/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.lifecycle.Command;
import dev.berth.host.port.jobs.JobView;
import dev.berth.host.port.jobs.Jobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs of a real extension on a real host. */
final class JobsIT {
    @TempDir
    Path temp;

    private static List<JobView> jobs(TestHost host) {
        return host.runtime().jobs().list(new Jobs.Query(Optional.empty(), Optional.empty(), Optional.empty(), 100));
    }

    private static void awaitState(TestHost host, JobView.State state) {
        Waits.until("jobs that are " + state, () -> jobs(host).stream().allMatch(job -> job.state() == state));
    }

    @Test
    @DisplayName("PORT-S30: a job whose host is killed runs again after the next start, and the attempt is counted")
    void outlivesAKill() throws IOException {
        Path home = temp.resolve("home");
        Path file = Queueing.files(temp.resolve("home")).resolve("attempts");
        try (ChildHost child = ChildHost.start(home, "jobs", file.toString())) {
            child.awaitLine("attempt 1");
            child.kill();
        }
        try (TestHost host = Queueing.host(home)) {
            awaitState(host, JobView.State.DONE);
            assertThat(jobs(host)).singleElement().satisfies(job -> {
                assertThat(job.attempts()).isEqualTo(2);
                assertThat(job.actor()).contains("tester");
            });
            assertThat(Files.readAllLines(file)).containsExactly("1.0.0", "1.0.0");
        }
    }

    @Test
    @DisplayName(
            "PORT-S32, PORT-96: an update during a running job: the old worker ends it, the new one takes the next")
    void survivesAnUpdate() throws IOException {
        Path first = Queueing.files(temp.resolve("home")).resolve("first");
        Path second = Queueing.files(temp.resolve("home")).resolve("second");
        Path until = Queueing.files(temp.resolve("home")).resolve("until");
        try (TestHost host = Queueing.host(temp.resolve("home"))) {
            host.install(Queueing.pack(temp.resolve("packages"), "1.0.0"));
            host.call("queue", "file", first.toString(), "until", until.toString());
            Waits.until("the first attempt", () -> Files.exists(first));
            Path next = Queueing.pack(temp.resolve("packages"), "1.1.0");
            Thread updating = Thread.ofVirtual().start(() -> host.update(next));
            Waits.until("the update", () -> host.version(Queueing.ID).equals("1.1.0"));
            host.call("queue", "file", second.toString());
            Waits.until("the second job", () -> Files.exists(second));
            assertThat(jobs(host)).extracting(JobView::state).contains(JobView.State.RUNNING);
            Files.createFile(until);
            Waits.until("the end of the update", () -> !updating.isAlive());
            awaitState(host, JobView.State.DONE);
            assertThat(jobs(host)).extracting(JobView::attempts).containsExactly(1, 1);
            assertThat(Files.readAllLines(first)).containsExactly("1.0.0");
            assertThat(Files.readAllLines(second)).containsExactly("1.1.0");
        }
    }

    @Test
    @DisplayName(
            "PORT-96, LIFE-105, LIFE-123, LIFE-124: archive pauses, restore continues, uninstall deletes and lets the code go")
    void followsTheLifecycle() throws IOException {
        Path file = Queueing.files(temp.resolve("home")).resolve("file");
        try (TestHost host = Queueing.host(temp.resolve("home"))) {
            host.install(Queueing.pack(temp.resolve("packages"), "1.0.0"));
            host.call(
                    "queue",
                    "file",
                    Queueing.files(temp.resolve("home")).resolve("before").toString());
            awaitState(host, JobView.State.DONE);
            host.apply(new Command.Archive(Queueing.ID));
            assertThat(host.runtime().extension(Queueing.ID).registrations()).isEmpty();
            host.apply(new Command.Restore(Queueing.ID));
            host.call("queue", "file", file.toString());
            awaitState(host, JobView.State.DONE);
            assertThat(Files.readAllLines(file)).containsExactly("1.0.0");
            host.apply(new Command.Uninstall(Queueing.ID));
            assertThat(jobs(host)).isEmpty();
            Collector.awaitLoaders(host.seams(), 0);
        }
    }
}
