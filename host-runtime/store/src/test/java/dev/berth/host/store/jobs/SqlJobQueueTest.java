/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.berth.host.DatabaseAddress;
import dev.berth.host.live.Caller;
import dev.berth.host.port.jobs.Job;
import dev.berth.host.port.jobs.JobQueue;
import dev.berth.host.store.HostStore;
import dev.berth.host.store.database.TestDatabase;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class SqlJobQueueTest {
    private static final ExtensionId CRM = ExtensionId.of("@acme/crm-connector");
    private static final Job.Name SYNC = new Job.Name(CRM, "sync", "acme");
    private static final Job.Name MAIL = new Job.Name(CRM, "mail", "acme");

    @Parameter
    TestDatabase kind;

    @TempDir
    Path temp;

    private final FakeRunner runner = new FakeRunner();
    private Optional<DatabaseAddress> server;
    private HostStore store;
    private JobQueue queue;

    @BeforeEach
    void create() {
        server = kind.create();
        open();
    }

    private void open() {
        store = HostStore.open(temp, server, text -> {
            throw new IllegalArgumentException(text);
        });
        queue = store.backends().jobs();
    }

    @AfterEach
    void close() {
        queue.hold();
        queue.stop();
        store.close();
    }

    private Job job(String id, Job.Name name) {
        return job(id, name, runner.now());
    }

    private Job job(String id, Job.Name name, Instant due) {
        Job.Order order = new Job.Order(
                id,
                name,
                Caller.user("u1", name.organization()),
                "{\"n\":1}",
                Optional.of(Duration.ofMinutes(5)),
                5,
                runner.now());
        return new Job(order, new Job.Progress(Job.State.WAITING, 0, due, Optional.empty()));
    }

    private Job.State state(String id) {
        return queue.find(id).orElseThrow().progress().state();
    }

    private void awaitState(String id, Job.State state) {
        Awaitility.await().until(() -> state(id) == state);
    }

    private List<String> ids(JobQueue.Filter filter, int limit) {
        return queue.list(filter, limit).stream().map(job -> job.order().id()).toList();
    }

    private static JobQueue.Filter filter(Optional<Job.State> state, Optional<Set<Job.Name>> names) {
        return new JobQueue.Filter(state, Optional.empty(), Optional.empty(), names);
    }

    @Test
    @DisplayName("PORT-94: the queue is durable")
    void keepsJobs() {
        Job first = job("a", SYNC);
        Job later = job("b", MAIL, runner.now().plusSeconds(60));
        queue.add(first);
        queue.add(later);
        Job dead =
                later.with(new Job.Progress(Job.State.DEAD, 5, runner.now(), Optional.of("{\"code\":\"job-dead\"}")));
        queue.save(dead);
        store.close();
        open();
        assertThat(queue.find("a")).contains(first);
        assertThat(queue.find("b")).contains(dead);
        assertThat(queue.find("c")).isEmpty();
        assertThat(queue.waiting()).containsExactly(SYNC);
    }

    @Test
    void lists() {
        IntStream.range(0, 5).forEach(i -> {
            queue.add(job("j" + i, i % 2 == 0 ? SYNC : MAIL));
            runner.move(Duration.ofSeconds(1));
        });
        assertThat(ids(filter(Optional.empty(), Optional.empty()), 3)).containsExactly("j4", "j3", "j2");
        assertThat(ids(filter(Optional.of(Job.State.WAITING), Optional.of(Set.of(MAIL))), 9))
                .containsExactly("j3", "j1");
        assertThat(ids(filter(Optional.of(Job.State.DEAD), Optional.empty()), 9))
                .isEmpty();
        assertThat(ids(filter(Optional.empty(), Optional.of(Set.of())), 9)).isEmpty();
        assertThat(ids(filter(Optional.empty(), Optional.of(Set.of(MAIL, SYNC))), 9))
                .hasSize(5);
        JobQueue.Filter mine =
                new JobQueue.Filter(Optional.empty(), Optional.of(CRM), Optional.of("acme"), Optional.empty());
        JobQueue.Filter theirs =
                new JobQueue.Filter(Optional.empty(), Optional.empty(), Optional.of("other"), Optional.empty());
        assertThat(ids(mine, 9)).hasSize(5);
        assertThat(ids(theirs, 9)).isEmpty();
    }

    @Test
    @DisplayName("PORT-94: each job is run, at once and once, and its progress is kept")
    void runs() {
        runner.has(SYNC);
        queue.serve(Set.of(SYNC), runner);
        List<String> ids = IntStream.range(0, 200).mapToObj(i -> "j" + i).toList();
        ids.forEach(id -> queue.add(job(id, SYNC)));
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() -> queue.waiting().isEmpty());
        assertThat(runner.ran()).hasSize(200).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    @DisplayName("PORT-69, PORT-S22: what a transaction adds is run after its commit, and vanishes with it")
    void joinsTheTransaction() {
        runner.has(SYNC);
        queue.serve(Set.of(SYNC), runner);
        assertThatIllegalStateException()
                .isThrownBy(() -> store.transactor().run(() -> {
                    queue.add(job("gone", SYNC));
                    throw new IllegalStateException("refused");
                }));
        store.transactor().run(() -> {
            queue.add(job("kept", SYNC));
            assertThat(queue.find("kept")).isPresent();
            assertThat(runner.ran()).isEmpty();
        });
        awaitState("kept", Job.State.DONE);
        assertThat(queue.find("gone")).isEmpty();
        assertThat(runner.ran()).containsExactly("kept");
    }

    @Test
    @DisplayName("PORT-94: the same id from 16 threads, while it runs and after it ran, is one job and one run")
    void oneIdIsOneJob() throws InterruptedException {
        runner.has(SYNC);
        queue.serve(Set.of(SYNC), runner);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            threads.add(Thread.ofVirtual().start(() -> queue.add(job("same", SYNC))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        awaitState("same", Job.State.DONE);
        runner.move(Duration.ofDays(6));
        queue.add(job("same", SYNC));
        queue.add(job("next", SYNC));
        awaitState("next", Job.State.DONE);
        assertThat(runner.ran()).containsExactly("same", "next");
        runner.move(Duration.ofDays(2));
        queue.add(job("last", SYNC));
        awaitState("last", Job.State.DONE);
        assertThat(queue.find("same")).as("what ended more than seven days ago").isEmpty();
        assertThat(queue.find("next")).isPresent();
    }

    @Test
    @DisplayName("PORT-94: a job that is due later is run then")
    void later() {
        runner.has(SYNC);
        queue.serve(Set.of(SYNC), runner);
        queue.add(job("then", SYNC, runner.now().plusSeconds(3600)));
        queue.add(job("now", SYNC));
        awaitState("now", Job.State.DONE);
        assertThat(runner.ran()).containsExactly("now");
        runner.move(Duration.ofHours(1));
        awaitState("then", Job.State.DONE);
    }

    @Test
    @DisplayName("PORT-95: without a worker a job waits; it runs when the worker comes, also after a restart")
    void waitsForItsWorker() {
        runner.has(MAIL);
        queue.serve(Set.of(MAIL), runner);
        queue.add(job("waits", SYNC));
        queue.add(job("runs", MAIL));
        awaitState("runs", Job.State.DONE);
        assertThat(state("waits")).isEqualTo(Job.State.WAITING);
        queue.hold();
        queue.stop();
        store.close();
        open();
        runner.has(SYNC);
        queue.serve(Set.of(SYNC), runner);
        awaitState("waits", Job.State.DONE);
        assertThat(runner.ran()).containsExactly("runs", "waits");
    }

    @Test
    @DisplayName("PORT-S30: an attempt whose host ended is judged at the next start, before anything is picked")
    void interrupted() {
        CountDownLatch ended = new CountDownLatch(1);
        runner.has(SYNC);
        runner.hold("cut", ended);
        queue.serve(Set.of(SYNC), runner);
        queue.add(job("cut", SYNC));
        Awaitility.await().until(() -> runner.isRunning("cut"));
        // The end of the attempt finds no store, as after a crash.
        store.close();
        ended.countDown();
        queue.hold();
        queue.stop();
        open();
        FakeRunner next = new FakeRunner();
        next.has(SYNC);
        queue.serve(Set.of(SYNC), next);
        awaitState("cut", Job.State.DONE);
        assertThat(next.interruptions()).containsExactly("cut");
        assertThat(queue.find("cut").orElseThrow().progress().attempts()).isEqualTo(2);
    }

    @Test
    @DisplayName("PORT-96, LIFE-124: a removal deletes the queue; the attempt that runs brings nothing back")
    void removedWhileItRuns() {
        CountDownLatch ended = new CountDownLatch(1);
        runner.has(SYNC);
        runner.hold("removed", ended);
        queue.serve(Set.of(SYNC), runner);
        queue.add(job("removed", SYNC));
        Awaitility.await().until(() -> runner.isRunning("removed"));
        queue.add(job("waits", SYNC, runner.now().plusSeconds(60)));
        queue.deleteAll(CRM);
        ended.countDown();
        queue.hold();
        queue.stop();
        assertThat(ids(filter(Optional.empty(), Optional.empty()), 9)).isEmpty();
        assertThat(runner.ran()).containsExactly("removed");
    }

    @Test
    @DisplayName("LIFE-114, LIFE-124: an organisation's jobs go alone")
    void removedInOneOrganization() {
        queue.add(job("mine", SYNC, runner.now().plusSeconds(60)));
        String whose = queue.find("mine").orElseThrow().order().organization();
        assertThat(queue.organizations(CRM)).containsExactly(whose);
        queue.deleteIn(CRM, "nobody's");
        assertThat(queue.find("mine")).isPresent();
        queue.deleteIn(CRM, whose);
        assertThat(queue.find("mine")).isEmpty();
        assertThat(queue.organizations(CRM)).isEmpty();
    }

    @Test
    @DisplayName("PORT-94: a cancelled job stays so, whatever its running attempt brings")
    void cancelledWhileItRuns() {
        CountDownLatch ended = new CountDownLatch(1);
        runner.has(SYNC);
        runner.hold("cancelled", ended);
        queue.serve(Set.of(SYNC), runner);
        queue.add(job("cancelled", SYNC));
        Awaitility.await().until(() -> runner.isRunning("cancelled"));
        Job.Progress cancelled = new Job.Progress(Job.State.CANCELLED, 0, runner.now(), Optional.empty());
        queue.save(queue.find("cancelled").orElseThrow().with(cancelled));
        ended.countDown();
        queue.hold();
        queue.stop();
        assertThat(runner.ran()).containsExactly("cancelled");
        assertThat(queue.find("cancelled").orElseThrow().progress()).isEqualTo(cancelled);
    }

    @Test
    @DisplayName("LIFE-106: once it holds, nothing is picked; it stops when what runs has been kept")
    void holds() {
        CountDownLatch ended = new CountDownLatch(1);
        runner.has(SYNC);
        runner.hold("runs", ended);
        queue.serve(Set.of(SYNC), runner);
        queue.add(job("runs", SYNC));
        Awaitility.await().until(() -> runner.isRunning("runs"));
        queue.hold();
        queue.add(job("waits", SYNC));
        ended.countDown();
        queue.stop();
        assertThat(state("runs")).isEqualTo(Job.State.DONE);
        assertThat(state("waits")).isEqualTo(Job.State.WAITING);
    }

    @Test
    @DisplayName("PORT-53: one name waits in one organisation and runs in another")
    void byOrganization() {
        Job.Name theirs = new Job.Name(CRM, "sync", "other");
        queue.add(job("ours", SYNC));
        queue.add(job("theirs", theirs));
        assertThat(queue.waiting()).containsExactlyInAnyOrder(SYNC, theirs);
        assertThat(ids(filter(Optional.empty(), Optional.of(Set.of(theirs))), 9))
                .containsExactly("theirs");
        runner.has(theirs);
        queue.serve(Set.of(theirs), runner);
        awaitState("theirs", Job.State.DONE);
        assertThat(queue.waiting()).containsExactly(SYNC);
        runner.has(SYNC);
        queue.serve(Set.of(SYNC), runner);
        awaitState("ours", Job.State.DONE);
    }
}
