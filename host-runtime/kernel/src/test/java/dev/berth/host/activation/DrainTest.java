/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.activation.Deadlines.Overdue;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.FakeLoader;
import dev.berth.host.fake.Greeter;
import dev.berth.host.fake.Manifests;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.port.jobs.JobView;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.JobOptions;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.UiAction;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of calls that are inside when their revision is replaced, for each way into an extension. */
class DrainTest {
    private static final String A = "@acme/a-connector";
    private static final ExtensionId ID = ExtensionId.of(A);
    private static final Duration AMPLE = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicInteger interrupted = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private FakeHost host = new FakeHost();

    @AfterEach
    void close() {
        goOn.countDown();
        host.close();
        threads.close();
    }

    /** A way into an extension; each answers with the version that ran, or throws. */
    enum Way {
        TOOL {
            @Override
            String call(FakeHost host) {
                return host.call("work").string("result").orElseThrow();
            }
        },
        ACTION {
            @Override
            String call(FakeHost host) {
                return host.runtime()
                        .ui()
                        .call(A, "work", JsonObject.of(), FakeHost.USER)
                        .string("result")
                        .orElseThrow();
            }
        },
        CAPABILITY {
            @Override
            String call(FakeHost host) throws Exception {
                return host.runtime().capability("greet", Greeter.class).greet("you");
            }
        },
        JOB {
            @Override
            String call(FakeHost host) {
                String id = host.call("queue").string("result").orElseThrow();
                Awaitility.await().until(() -> host.store.jobs().isServing());
                host.store.jobs().run();
                JobView job = host.runtime().jobs().show(id);
                return job.problem().isEmpty()
                        ? "done"
                        : job.problem().get().toString().replaceAll(".*\"code\":\"([^\"]*)\".*", "$1");
            }
        };

        abstract String call(FakeHost host) throws Exception;
    }

    private static Manifests a(String version) {
        return Manifests.of(A, version)
                .ports(PortName.MCP, PortName.UI, PortName.CAPABILITIES, PortName.JOBS)
                .provides("greet", version);
    }

    private void offer(ExtensionContext ctx, Callable<String> work) {
        JsonObject any = JsonObject.of("type", "object");
        ctx.mcp().registerTool(McpTool.of("work", "d", any, input -> work.call()));
        ctx.mcp()
                .registerTool(McpTool.of(
                        "queue",
                        "d",
                        any,
                        input -> ctx.jobs()
                                .enqueue("work", input, JobOptions.DEFAULT)
                                .id()));
        ctx.ui().registerAction(new UiAction("work", input -> work.call()));
        ctx.jobs().registerWorker("work", payload -> work.call());
        ctx.capabilities().registerProvider("greet", FakeLoader.current().greeter(name -> {
            try {
                return work.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    private String waits() throws InterruptedException {
        inside.countDown();
        while (true) {
            try {
                goOn.await();
                return "1.0.0";
            } catch (InterruptedException e) {
                interrupted.incrementAndGet();
            }
        }
    }

    private void start(Duration drain, Overdue overdue) {
        host.close();
        host = new FakeHost(builder ->
                builder.deadlines(new Deadlines(AMPLE, AMPLE, AMPLE, AMPLE, AMPLE, AMPLE, drain, SHORT, overdue)));
        host.engine.script(A + " 1.0.0").onRegister(ctx -> offer(ctx, this::waits));
        host.engine.script(A + " 1.1.0").onRegister(ctx -> offer(ctx, () -> "1.1.0"));
        host.run(host.install(a("1.0.0")));
    }

    private static String answer(Future<String> call) throws InterruptedException {
        try {
            return call.get();
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(ProblemException.class);
            return ((ProblemException) e.getCause()).problem().code().toString();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LIFE-99, ENG-33, I4, PORT-96: a call that was admitted before the swap ends on the old revision")
    void finishes(Way way) throws Exception {
        start(AMPLE, Overdue.ABORT);
        Future<String> old = threads.submit(() -> way.call(host));
        inside.await();
        Future<?> update = threads.submit(() -> host.run(host.update(a("1.1.0"))));
        Awaitility.await().until(() -> host.view(A).version().equals("1.1.0"));
        assertThat(Way.TOOL.call(host)).isEqualTo("1.1.0");
        assertThat(update.isDone()).isFalse();
        goOn.countDown();
        assertThat(answer(old)).isEqualTo(way == Way.JOB ? "done" : "1.0.0");
        update.get();
        assertThat(host.engine.loaded()).containsExactly(A + " 1.1.0");
    }

    @ParameterizedTest
    @CsvSource({
        "TOOL, ABORT, call-aborted, 0",
        "TOOL, INTERRUPT, call-aborted, 1",
        "ACTION, ABORT, call-aborted, 0",
        "ACTION, INTERRUPT, call-aborted, 1",
        "JOB, ABORT, call-aborted, 0",
        "JOB, INTERRUPT, call-aborted, 1"
    })
    @DisplayName(
            "LIFE-99, ENG-33: past the drain limit it gets a typed abort; its thread is interrupted if that is the policy")
    void aborted(Way way, Overdue overdue, String code, int interruptions) throws Exception {
        start(SHORT, overdue);
        Future<String> old = threads.submit(() -> way.call(host));
        inside.await();
        host.run(host.update(a("1.1.0")));
        assertThat(answer(old)).isEqualTo(code);
        assertThat(Way.TOOL.call(host)).isEqualTo("1.1.0");
        Awaitility.await().until(() -> interrupted.get() == interruptions);
    }

    @Test
    @DisplayName("LIFE-99: a provider is called on its consumer's thread; past the limit its failure is a typed abort")
    void abortedProvider() throws Exception {
        start(SHORT, Overdue.ABORT);
        Greeter kept = host.runtime().capability("greet", Greeter.class);
        host.engine
                .rewrite(A + " 1.2.0")
                .onRegister(ctx -> offer(ctx, () -> {
                    waits();
                    throw new IllegalStateException("a class that is no more");
                }));
        host.run(host.update(a("1.2.0")));
        Future<String> old = threads.submit(() -> kept.greet("you"));
        inside.await();
        host.engine.rewrite(A + " 1.3.0").onRegister(ctx -> offer(ctx, () -> "1.3.0"));
        host.run(host.update(a("1.3.0")));
        goOn.countDown();
        assertThat(answer(old)).isEqualTo(ProblemCode.CALL_ABORTED.toString());
        assertThat(kept.greet("you")).isEqualTo("1.3.0");
    }

    @ParameterizedTest
    @EnumSource(names = {"TOOL", "ACTION", "CAPABILITY"})
    @DisplayName("MAN-58, LIFE-103: while an exclusive one is replaced calls are held; past the limit a typed abort")
    void held(Way way) throws Exception {
        start(Duration.ofMillis(300), Overdue.ABORT);
        host.run(new Command.Uninstall(ID));
        host.engine.rewrite(A + " 1.0.0").onRegister(ctx -> offer(ctx, () -> "1.0.0"));
        host.run(host.install(a("1.0.0").exclusive()));
        host.engine.script(A + " 1.1.0").onBootstrap(ctx -> {
            inside.countDown();
            Awaitility.await().until(() -> goOn.getCount() == 0);
        });
        Future<?> update = threads.submit(() -> host.run(host.update(a("1.1.0").exclusive())));
        inside.await();
        Future<String> patient = threads.submit(() -> way.call(host));
        assertThat(answer(patient)).isEqualTo(ProblemCode.CALL_ABORTED.toString());
        goOn.countDown();
        update.get();
        assertThat(way.call(host)).isEqualTo("1.1.0");
    }

    @ParameterizedTest
    @EnumSource(names = {"TOOL", "ACTION", "CAPABILITY"})
    @DisplayName("MAN-58, LIFE-103, ENG-31: a call that is held meanwhile is answered by the new revision")
    void heldAndAnswered(Way way) throws Exception {
        start(AMPLE, Overdue.ABORT);
        host.run(new Command.Uninstall(ID));
        host.engine.rewrite(A + " 1.0.0").onRegister(ctx -> offer(ctx, () -> "1.0.0"));
        host.run(host.install(a("1.0.0").exclusive()));
        host.engine.script(A + " 1.1.0").onBootstrap(ctx -> {
            inside.countDown();
            Awaitility.await().until(() -> goOn.getCount() == 0);
        });
        Future<?> update = threads.submit(() -> host.run(host.update(a("1.1.0").exclusive())));
        inside.await();
        Future<String> patient = threads.submit(() -> way.call(host));
        assertThat(patient.isDone()).isFalse();
        goOn.countDown();
        assertThat(answer(patient)).isEqualTo("1.1.0");
        update.get();
    }
}
