/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.probation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.berth.host.extension.Probation;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.FakeLoader;
import dev.berth.host.fake.Greeter;
import dev.berth.host.fake.Manifests;
import dev.berth.host.lifecycle.Command;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.ActionFailedException;
import dev.berth.sdk.port.JobOptions;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.UiAction;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.time.Duration;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every way into code on probation counts its failures, and none counts what others are to blame for. */
class CountedTest {
    private static final String A = "@acme/a-connector";
    private static final ExtensionId ID = ExtensionId.of(A);
    private static final int BUDGET = 2;

    private final FakeHost host =
            new FakeHost(builder -> builder.probation(A, new Probation.Policy(Duration.ofMinutes(10), BUDGET))
                    .contract(Greeter.class, "1.0.0"));

    @AfterEach
    void close() {
        host.close();
    }

    /** A way into the code of an extension; a job's failure is seen in the job, those of the others by who calls. */
    enum Way {
        ACTION {
            @Override
            void call(FakeHost host) {
                host.runtime().ui().call(A, "work", JsonObject.of(), FakeHost.USER);
            }
        },
        JOB {
            @Override
            void call(FakeHost host) {
                String id = host.call("queue").string("result").orElseThrow();
                Awaitility.await().until(() -> host.store.jobs().isServing());
                assertThat(host.store.jobs().run()).isEqualTo(1);
                if (host.runtime().jobs().show(id).problem().isPresent()) {
                    throw new IllegalStateException("it failed");
                }
                assertThat(host.runtime().jobs().show(id).attempts()).isEqualTo(1);
            }
        },
        CAPABILITY {
            @Override
            void call(FakeHost host) throws Exception {
                host.runtime().capability("greet", Greeter.class).greet("you");
            }
        };

        abstract void call(FakeHost host) throws Exception;
    }

    private void register(ExtensionContext ctx, Supplier<String> work) {
        ctx.mcp()
                .registerTool(McpTool.of(
                        "queue",
                        "d",
                        JsonObject.of("type", "object"),
                        input -> ctx.jobs()
                                .enqueue("work", input, JobOptions.DEFAULT)
                                .id()));
        ctx.ui().registerAction(new UiAction("work", input -> work.get()));
        ctx.jobs().registerWorker("work", payload -> assertThat(work.get()).isNotBlank());
        ctx.capabilities().registerProvider("greet", FakeLoader.current().greeter(name -> work.get()));
    }

    private Manifests version(String version, Supplier<String> work) {
        host.engine.script(A + " " + version).onRegister(ctx -> register(ctx, work));
        return Manifests.of(A, version)
                .ports(PortName.MCP, PortName.UI, PortName.CAPABILITIES, PortName.JOBS)
                .provides("greet", version);
    }

    private void updatedTo(Supplier<String> work) {
        host.run(host.install(version("1.0.0", () -> "fine")));
        host.run(host.update(version("1.1.0", work)));
    }

    private static String throwing(RuntimeException thrown) {
        throw thrown;
    }

    /** Fails so often, and lets what is to be done on the lifecycle thread be done each time. */
    private void fail(Way way, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(catchThrowable(() -> way.call(host))).as(way + " fails").isNotNull();
            host.runtime().plan(new Command.Lock(ID));
        }
    }

    private int failures() {
        return host.view(A).probation().orElseThrow().failures();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "LIFE-101: failures of actions, jobs and capabilities count; past the budget the version before answers")
    void counts(Way way) throws Exception {
        updatedTo(() -> throwing(new IllegalStateException("boom")));
        fail(way, BUDGET);
        assertThat(failures()).isEqualTo(BUDGET);
        assertThat(host.view(A).version()).isEqualTo("1.1.0");
        fail(way, 1);
        assertThat(host.view(A).version()).isEqualTo("1.0.0");
        assertThat(host.runtime().why(ID).chain())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.PROBATION_FAILED);
        way.call(host);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("LIFE-101: a service that is down, or a port that is refused, is no failure of who was told of it")
    void blame(Way way) {
        updatedTo(() ->
                throwing(new ProblemException(Problem.of(ProblemCode.STORE_UNAVAILABLE, "the store", "It is down."))));
        fail(way, BUDGET + 2);
        assertThat(failures()).isZero();
        assertThat(host.view(A).version()).isEqualTo("1.1.0");
    }

    @Test
    @DisplayName("LIFE-101: what goes wrong in different ways is counted together, and across a restart")
    void together() {
        updatedTo(() -> throwing(new IllegalStateException("boom")));
        fail(Way.ACTION, 1);
        fail(Way.CAPABILITY, 1);
        host.restart();
        assertThat(failures()).isEqualTo(BUDGET);
        fail(Way.JOB, 1);
        assertThat(host.view(A).version()).isEqualTo("1.0.0");
    }

    @Test
    @DisplayName("LIFE-101, PORT-101: an action that tells its caller what is wrong has answered, and not failed")
    void told() {
        host.run(host.install(version("1.0.0", () -> "fine")));
        Manifests next = version("1.1.0", () -> "fine");
        host.engine
                .rewrite(A + " 1.1.0")
                .onRegister(ctx -> ctx.ui().registerAction(new UiAction("work", input -> {
                    throw new ActionFailedException("That address is not yours.");
                })));
        host.run(host.update(next));
        fail(Way.ACTION, BUDGET + 2);
        assertThat(failures()).isZero();
    }
}
