/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.live.Caller;
import dev.berth.host.port.jobs.JobView.State;
import dev.berth.host.port.jobs.Jobs.Query;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.JobOptions;
import dev.berth.sdk.port.JobsPort.JobHandler;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JobsTest {
    private static final String ID = "@acme/sync-connector";
    private static final ExtensionId EXTENSION = ExtensionId.of(ID);

    private final FakeHost host = new FakeHost();
    private final List<String> ran = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        host.close();
    }

    private static Consumer<ExtensionContext> worker(String name, JobHandler handler) {
        return ctx -> ctx.jobs().registerWorker(name, handler);
    }

    private static Consumer<ExtensionContext> queueing(String tool, String job) {
        return ctx -> ctx.mcp()
                .registerTool(McpTool.of(
                        tool,
                        "d",
                        JsonObject.of("type", "object"),
                        input -> ctx.jobs()
                                .enqueue(job, input, JobOptions.DEFAULT)
                                .id()));
    }

    private Manifests extension(String version, Consumer<ExtensionContext> onRegister) {
        return extension(host, version, onRegister);
    }

    private static Manifests extension(FakeHost host, String version, Consumer<ExtensionContext> onRegister) {
        host.engine.script(ID + " " + version).onRegister(onRegister);
        return Manifests.of(ID, version).ports(PortName.JOBS, PortName.MCP);
    }

    private void install(Consumer<ExtensionContext> onRegister) {
        host.run(host.install(extension("1.0.0", onRegister)));
    }

    private String queue() {
        return host.call("queue").string("result").orElseThrow();
    }

    /** Lets the queue pick, once it knows the workers that are live. */
    private int pick() {
        Awaitility.await().until(() -> host.store.jobs().isServing());
        return host.store.jobs().run();
    }

    private JobView view(String id) {
        return host.runtime().jobs().show(id);
    }

    private List<String> ids(State state) {
        return host
                .runtime()
                .jobs()
                .list(new Query(Optional.of(state), Optional.empty(), Optional.empty(), 10))
                .stream()
                .map(JobView::id)
                .toList();
    }

    @Test
    @DisplayName("PORT-95: a job runs on a virtual thread, in the organisation and with the actor of enqueue")
    void runsForItsCaller() {
        install(queueing("queue", "sync")
                .andThen(ctx -> ctx.jobs().registerWorker("sync", payload -> {
                    ran.add(payload + " on a virtual thread: "
                            + Thread.currentThread().isVirtual() + ", "
                            + ctx.captureCall().organizationId() + ", "
                            + ctx.captureCall().actor().orElseThrow().userId());
                })));
        JsonObject input = JsonObject.of("n", 1);
        String id = host.runtime()
                .callTool("queue", input, Caller.user("grace", "default"))
                .string("result")
                .orElseThrow();
        assertThat(view(id).state()).isEqualTo(State.WAITING);
        assertThat(pick()).isEqualTo(1);
        assertThat(ran).containsExactly("{\"n\":1} on a virtual thread: true, Optional[default], Optional[grace]");
        assertThat(view(id).state()).isEqualTo(State.DONE);
        assertThat(view(id).actor()).contains("grace");
        assertThat(view(id).payload()).contains(input);
    }

    @Test
    @DisplayName(
            "PORT-S31, PORT-94: a worker that throws is tried again after growing pauses; after the fifth it is dead")
    void dies() {
        install(queueing("queue", "sync").andThen(worker("sync", payload -> {
            ran.add("attempt");
            throw new IllegalStateException("no route");
        })));
        String id = queue();
        for (Duration pause :
                List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(6), Duration.ofMinutes(36))) {
            assertThat(pick()).isEqualTo(1);
            assertThat(view(id).state()).isEqualTo(State.WAITING);
            host.clock.move(pause.minusSeconds(1));
            assertThat(pick()).isZero();
            host.clock.move(Duration.ofSeconds(1));
        }
        assertThat(pick()).isEqualTo(1);
        assertThat(ran).hasSize(5);
        JobView dead = view(id);
        assertThat(dead.state()).isEqualTo(State.DEAD);
        assertThat(dead.attempts()).isEqualTo(5);
        assertThat(dead.problem().orElseThrow().toString()).contains("job-dead", "job-failed", "no route");
        host.clock.move(Duration.ofDays(1));
        assertThat(pick()).isZero();
        assertThat(ids(State.DEAD)).containsExactly(id);
    }

    @Test
    @DisplayName("PORT-94: a dead job is restarted with all its attempts, which is audited; any other is job-not-dead")
    void restarts() {
        install(queueing("queue", "sync").andThen(worker("sync", payload -> {
            ran.add("attempt");
            if (ran.size() <= 5) {
                throw new IllegalStateException("no route");
            }
        })));
        String id = queue();
        refused(ProblemCode.JOB_NOT_DEAD, () -> host.runtime().jobs().restart(id, FakeHost.ADA));
        for (int i = 0; i < 5; i++) {
            pick();
            host.clock.move(Duration.ofHours(1));
        }
        assertThat(host.runtime().jobs().restart(id, FakeHost.ADA).state()).isEqualTo(State.WAITING);
        assertThat(pick()).isEqualTo(1);
        assertThat(view(id).state()).isEqualTo(State.DONE);
        assertThat(host.store.auditLines()).anyMatch(line -> line.startsWith("JobRestarted"));
        refused(ProblemCode.JOB_NOT_DEAD, () -> host.runtime().jobs().restart(id, FakeHost.ADA));
        refused(ProblemCode.JOB_UNKNOWN, () -> host.runtime().jobs().restart("no-such-job", FakeHost.ADA));
        refused(ProblemCode.JOB_UNKNOWN, () -> host.runtime().jobs().show(""));
    }

    private void refused(ProblemCode code, Runnable call) {
        String before = host.store.snapshot();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(call::run)
                .satisfies(thrown -> assertThat(thrown.problem().code()).isEqualTo(code));
        assertThat(host.store.snapshot()).isEqualTo(before);
    }

    @Test
    @DisplayName("PORT-94: a cancelled job runs no more, which is audited once; one that ran stays done")
    void cancels() {
        install(queueing("queue", "sync").andThen(worker("sync", payload -> ran.add("ran"))));
        String id = queue();
        assertThat(host.runtime().jobs().cancel(id, FakeHost.ADA).state()).isEqualTo(State.CANCELLED);
        assertThat(host.runtime().jobs().cancel(id, FakeHost.ADA).state()).isEqualTo(State.CANCELLED);
        assertThat(pick()).isZero();
        assertThat(host.store.auditLines())
                .filteredOn(line -> line.startsWith("JobCancelled"))
                .hasSize(1);
        String done = queue();
        pick();
        assertThat(host.runtime().jobs().cancel(done, FakeHost.ADA).state()).isEqualTo(State.DONE);
        assertThat(ran).hasSize(1);
    }

    @Test
    @DisplayName("PORT-95: without a worker a job waits, which is no attempt, and runs when one comes")
    void waitsForAWorker() {
        install(queueing("queue", "sync"));
        String id = queue();
        assertThat(view(id).state()).isEqualTo(State.PAUSED);
        assertThat(ids(State.WAITING)).isEmpty();
        assertThat(ids(State.PAUSED)).containsExactly(id);
        host.run(host.update(extension("1.1.0", worker("sync", payload -> ran.add("ran")))));
        assertThat(ids(State.WAITING)).containsExactly(id);
        assertThat(pick()).isEqualTo(1);
        assertThat(view(id).attempts()).isEqualTo(1);
        assertThat(ran).hasSize(1);
    }

    @Test
    @DisplayName(
            "PORT-96, LIFE-123: archive pauses the queue, restore continues it; a hard removal deletes it (LIFE-124)")
    void lifecycle() {
        install(queueing("queue", "sync").andThen(worker("sync", payload -> ran.add("ran"))));
        String id = queue();
        host.run(new Command.Archive(EXTENSION));
        assertThat(view(id).state()).isEqualTo(State.PAUSED);
        host.store.jobs().run();
        assertThat(ran).isEmpty();
        host.run(new Command.Restore(EXTENSION));
        assertThat(pick()).isEqualTo(1);
        assertThat(ran).hasSize(1);
        String last = queue();
        host.run(new Command.Uninstall(EXTENSION));
        assertThat(host.store.jobs().all()).isEmpty();
        refused(ProblemCode.JOB_UNKNOWN, () -> view(last));
    }

    @Test
    @DisplayName("PORT-53, PORT-55: revoking the port withdraws the worker and keeps the jobs; approving continues")
    void revoked() {
        install(queueing("queue", "sync").andThen(worker("sync", payload -> ran.add("ran"))));
        String id = queue();
        host.run(new Command.Revoke(EXTENSION, FakeHost.ports(PortName.JOBS)));
        assertThat(host.state(ID)).isEqualTo("ACTIVE");
        assertThat(view(id).state()).isEqualTo(State.PAUSED);
        host.run(new Command.Grant(EXTENSION, FakeHost.ports(PortName.JOBS), Optional.empty()));
        assertThat(pick()).isEqualTo(1);
        assertThat(ran).hasSize(1);
    }

    @Test
    @DisplayName("PORT-S32, PORT-96: a running job ends on the old worker; the next one goes to the new worker")
    void hotUpdate() throws InterruptedException {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch updated = new CountDownLatch(1);
        install(queueing("queue", "sync").andThen(worker("sync", payload -> {
            entered.countDown();
            updated.await();
            ran.add("old");
        })));
        String first = queue();
        Thread picking = Thread.ofVirtual().start(this::pick);
        entered.await();
        assertThat(view(first).state()).isEqualTo(State.RUNNING);
        assertThat(ids(State.RUNNING)).containsExactly(first);
        assertThat(view(first).attempts()).isEqualTo(1);
        Thread updating = Thread.ofVirtual()
                .start(() -> host.run(host.update(extension(
                        "1.1.0", queueing("queue", "sync").andThen(worker("sync", payload -> ran.add("new")))))));
        Awaitility.await().until(() -> host.view(ID).version().equals("1.1.0"));
        updated.countDown();
        updating.join();
        picking.join();
        queue();
        assertThat(pick()).isEqualTo(1);
        assertThat(ran).containsExactly("old", "new");
    }

    @Test
    @DisplayName("PORT-95: an attempt that passes its deadline is job-timeout and counts")
    void deadline() {
        FakeHost quick = new FakeHost(builder -> builder.deadlines(FakeHost.deadlines(Duration.ofMillis(300))));
        try (quick) {
            quick.run(quick.install(extension(
                    quick,
                    "1.0.0",
                    queueing("queue", "sync").andThen(worker("sync", payload -> new CountDownLatch(1).await())))));
            String id = quick.call("queue").string("result").orElseThrow();
            Awaitility.await().until(() -> quick.store.jobs().run() == 1);
            JobView view = quick.runtime().jobs().show(id);
            assertThat(view.attempts()).isEqualTo(1);
            assertThat(view.problem().map(JsonValue::toString).orElseThrow()).contains("job-timeout");
        }
    }

    @Test
    @DisplayName("PORT-S22: register queues a job and throws: nothing is queued; accepted, it is")
    void stagedInAHook() {
        Consumer<ExtensionContext> queueing = ctx -> ctx.jobs().enqueue("sync", JsonObject.of(), JobOptions.DEFAULT);
        install(queueing.andThen(ctx -> {
            throw new IllegalStateException("no");
        }));
        assertThat(host.store.jobs().all()).isEmpty();
        host.run(host.update(extension("1.1.0", queueing)));
        assertThat(host.store.jobs().all())
                .singleElement()
                .satisfies(job -> assertThat(
                                job.order().caller().actor().orElseThrow().userId())
                        .contains("system:" + ID));
    }

    @Test
    @DisplayName("PORT-93: two extensions use one name, each with jobs and a worker of its own")
    void namesBelongToExtensions() {
        install(queueing("queue", "sync").andThen(worker("sync", payload -> ran.add("mine"))));
        host.engine.script("@other/sync-connector 1.0.0").onRegister(worker("sync", payload -> ran.add("theirs")));
        host.run(host.install(Manifests.of("@other/sync-connector", "1.0.0").ports(PortName.JOBS)));
        queue();
        assertThat(pick()).isEqualTo(1);
        assertThat(ran).containsExactly("mine");
    }

    @Test
    @DisplayName("PORT-94: what waits outlives a restart of the host")
    void restart() {
        install(queueing("queue", "sync").andThen(worker("sync", payload -> ran.add("ran"))));
        queue();
        host.restart();
        assertThat(pick()).isEqualTo(1);
        assertThat(ran).hasSize(1);
    }

    @Test
    @DisplayName("LIFE-66: a host in safe mode runs no job")
    void safeMode() {
        AtomicBoolean safe = new AtomicBoolean();
        try (FakeHost careful = new FakeHost(builder -> builder.safeMode(safe.get()))) {
            careful.run(careful.install(extension(
                    careful, "1.0.0", queueing("queue", "sync").andThen(worker("sync", payload -> ran.add("ran"))))));
            String id = careful.call("queue").string("result").orElseThrow();
            safe.set(true);
            careful.restart();
            assertThat(careful.store.jobs().run()).isZero();
            assertThat(careful.runtime().jobs().show(id).state()).isEqualTo(State.PAUSED);
            safe.set(false);
            careful.restart();
            Awaitility.await().until(() -> careful.store.jobs().run() == 1);
            assertThat(ran).hasSize(1);
        }
    }

    @Test
    @DisplayName(
            "PORT-53, PORT-95, LIFE-107: an organisation that takes the port back pauses its own jobs, and gets them back")
    void pausedForOne() {
        try (FakeHost many = new FakeHost(builder -> builder.multiTenant(true))) {
            Consumer<ExtensionContext> both =
                    queueing("queue", "sync").andThen(worker("sync", payload -> ran.add(payload.toString())));
            many.run(many.install(extension(many, "1.0.0", both)));
            String ours = many.runtime()
                    .callTool("queue", JsonObject.of("of", "acme"), Caller.user("ada", "acme"))
                    .string("result")
                    .orElseThrow();
            String theirs = many.runtime()
                    .callTool("queue", JsonObject.of("of", "other"), Caller.user("eve", "other"))
                    .string("result")
                    .orElseThrow();
            long before = many.runtime().status().generation();
            many.run(new Command.Revoke(EXTENSION, Optional.of("acme"), FakeHost.ports(PortName.JOBS)));
            assertThat(many.runtime().status().generation()).isEqualTo(before + 1);
            assertThat(many.runtime().jobs().show(ours).state()).isEqualTo(State.PAUSED);
            assertThat(many.runtime().jobs().show(theirs).state()).isEqualTo(State.WAITING);
            Awaitility.await().until(() -> many.store.jobs().isServing());
            many.store.jobs().run();
            assertThat(ran).containsExactly("{\"of\":\"other\"}");
            many.run(
                    new Command.Grant(EXTENSION, Optional.of("acme"), FakeHost.ports(PortName.JOBS), Optional.empty()));
            assertThat(many.runtime().status().generation()).isEqualTo(before + 2);
            many.store.jobs().run();
            assertThat(ran).containsExactly("{\"of\":\"other\"}", "{\"of\":\"acme\"}");
        }
    }
}
