/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.FakeLoader;
import dev.berth.host.fake.Greeter;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MemoryStore;
import dev.berth.host.fake.Script;
import dev.berth.host.lifecycle.Command;
import dev.berth.manifest.Edge;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SwapTest {
    private static final String A = "@acme/a-connector";
    private static final String B = "@acme/b-connector";
    private static final ExtensionId ID = ExtensionId.of(A);

    private final FakeHost host = new FakeHost();

    @AfterEach
    void close() {
        host.close();
    }

    private static Manifests a(String version) {
        return Manifests.of(A, version).ports(PortName.SETTINGS, PortName.MCP, PortName.CAPABILITIES);
    }

    private Script script(String version) {
        return host.engine.script(A + " " + version).onRegister(ctx -> FakeHost.tool(ctx, "who", version));
    }

    private String who() {
        return host.call("who").string("result").orElseThrow();
    }

    @Test
    @DisplayName(
            "LIFE-S25, LIFE-100, I5: a register or bootstrap that throws rolls back; the old revision was never stopped")
    void rolledBack() {
        script("1.0.0");
        host.run(host.install(a("1.0.0")));
        String before = host.store.snapshot();
        long generation = host.runtime().status().generation();
        Consumer<ExtensionContext> writing = ctx -> {
            FakeHost.tool(ctx, "new", "x");
            ctx.settings().set("written", 1);
            throw new IllegalStateException("boom");
        };
        script("1.1.0").onRegister(writing);
        assertThat(host.refused(host.update(a("1.1.0")))).isEqualTo(ProblemCode.UPDATE_ROLLED_BACK);
        script("1.2.0").onBootstrap(writing);
        assertThat(host.refused(host.update(a("1.2.0")))).isEqualTo(ProblemCode.UPDATE_ROLLED_BACK);
        assertThat(who()).isEqualTo("1.0.0");
        assertThat(host.tools()).containsExactly("who");
        assertThat(host.store.snapshot()).isEqualTo(before);
        assertThat(host.runtime().status().generation()).isEqualTo(generation);
        assertThat(script("1.0.0").trace()).doesNotContain("destroy");
        assertThat(host.engine.loaded()).containsExactly(A + " 1.0.0");
        assertThat(host.contents.digests()).hasSize(1);
        assertThat(host.store.journal().open()).isEmpty();
    }

    @Test
    @DisplayName(
            "LIFE-98: what the candidate staged is stored with the swap, one generation, and the old one is destroyed")
    void committed() {
        script("1.0.0");
        host.run(host.install(a("1.0.0")));
        long generation = host.runtime().status().generation();
        script("1.1.0").onBootstrap(ctx -> {
            ctx.settings().set("written", 1);
            assertThat(ctx.settings().get("written", Integer.class)).contains(1);
            assertThat(host.store.settingsRows()).isEmpty();
            assertThat(host.tools()).containsExactly("who");
            assertThat(who()).as("the old one serves meanwhile").isEqualTo("1.0.0");
        });
        host.run(host.update(a("1.1.0")));
        assertThat(who()).isEqualTo("1.1.0");
        assertThat(host.store.settingsRows()).hasSize(1);
        assertThat(host.runtime().status().generation()).isEqualTo(generation + 1);
        assertThat(script("1.0.0").trace()).endsWith("destroy");
        assertThat(host.engine.loaded()).containsExactly(A + " 1.1.0");
        assertThat(host.contents.digests())
                .as("the old bytes are the rollback target")
                .hasSize(2);
    }

    @Test
    @DisplayName("LIFE-98, I5: a commit that fails, however, leaves the old state in memory and in the store")
    void failingCommit() {
        script("1.0.0");
        host.run(host.install(a("1.0.0")));
        String before = host.store.snapshot();
        script("1.1.0").onBootstrap(ctx -> ctx.settings().set("written", 1));
        for (RuntimeException failure : List.of(MemoryStore.diskFull(), new IllegalStateException("driver"))) {
            // the first line of the journal comes before
            host.store.failCommit(1, failure);
            assertThatExceptionOfType(failure.getClass())
                    .isThrownBy(() -> host.run(host.update(a("1.1.0"))))
                    .isSameAs(failure);
            assertThat(host.store.snapshot()).isEqualTo(before);
            assertThat(who()).isEqualTo("1.0.0");
            assertThat(host.view(A).version()).isEqualTo("1.0.0");
            assertThat(host.engine.loaded()).containsExactly(A + " 1.0.0");
            assertThat(host.contents.digests()).hasSize(1);
            assertThat(host.store.journal().open()).isEmpty();
        }
        host.run(host.update(a("1.1.0")));
        assertThat(who()).isEqualTo("1.1.0");
    }

    @Test
    @DisplayName("LIFE-S26, ENG-33: 50 callers during 12 updates: each call is answered by the old or the new revision")
    void underLoad() throws Exception {
        script("1.0.0");
        host.run(host.install(a("1.0.0")));
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch warm = new CountDownLatch(50);
        List<Future<Integer>> callers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
            for (int i = 0; i < 50; i++) {
                callers.add(threads.submit(() -> {
                    int calls = 0;
                    while (!stop.get()) {
                        assertThat(who()).startsWith("1.");
                        warm.countDown();
                        calls++;
                    }
                    return calls;
                }));
            }
            warm.await();
            for (int update = 1; update <= 12; update++) {
                script("1." + update + ".0");
                host.run(host.update(a("1." + update + ".0")));
            }
            stop.set(true);
            for (Future<Integer> caller : callers) {
                assertThat(caller.get()).isPositive();
            }
        }
        assertThat(who()).isEqualTo("1.12.0");
        assertThat(host.engine.loaded()).containsExactly(A + " 1.12.0");
    }

    @Test
    @DisplayName(
            "LIFE-106: a registration of the old revision, while it drains or is destroyed, does not displace the new one")
    void oldRegistersLate() {
        AtomicReference<ExtensionContext> old = new AtomicReference<>();
        script("1.0.0").onBootstrap(old::set).onDestroy(ctx -> FakeHost.tool(ctx, "late", "1.0.0"));
        host.run(host.install(a("1.0.0")));
        script("1.1.0");
        host.run(host.update(a("1.1.0")));
        assertThat(host.tools()).containsExactly("who");
        assertThat(who()).isEqualTo("1.1.0");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> FakeHost.tool(old.get(), "late", "x"))
                .satisfies(thrown -> assertThat(thrown.problem().code()).isEqualTo(ProblemCode.EXTENSION_STOPPED));
    }

    @Test
    @DisplayName("ENG-31, I4: in a closure swap an old consumer's call in flight still reaches the old provider")
    void closure() throws Exception {
        host.engine.wire(B, A);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        provider("1.0.0");
        provider("1.1.0");
        Script consumer = host.engine
                .script(B + " 1.0.0")
                .onRegister(ctx -> ctx.mcp()
                        .registerTool(McpTool.of("ask", "d", JsonObject.of("type", "object"), input -> {
                            Greeter greeter = ctx.capabilities()
                                    .resolveProviders("greet", Greeter.class)
                                    .get(0);
                            if (input.get("wait").isPresent()) {
                                inside.countDown();
                                goOn.await();
                            }
                            return greeter.greet("you");
                        })));
        host.run(host.install(a("1.0.0").provides("greet", "1.0.0")));
        host.run(host.install(Manifests.of(B, "1.0.0")
                .ports(PortName.MCP, PortName.CAPABILITIES)
                .needs(A, "^1")));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<JsonObject> inFlight =
                    threads.submit(() -> host.runtime().callTool("ask", JsonObject.of("wait", true), FakeHost.USER));
            inside.await();
            Future<?> update =
                    threads.submit(() -> host.run(host.update(a("1.1.0").provides("greet", "1.1.0"))));
            while (!host.call("ask").toString().contains("1.1.0")) {
                Thread.onSpinWait();
            }
            assertThat(inFlight.isDone()).isFalse();
            goOn.countDown();
            assertThat(inFlight.get()).hasToString("{\"result\":\"1.0.0 greets you\"}");
            update.get();
        }
        assertThat(consumer.trace())
                .as("the new copy registers beside the old one, which is destroyed before what it needs")
                .containsExactly(
                        "construct",
                        "config",
                        "register",
                        "bootstrap",
                        "construct",
                        "config",
                        "register",
                        "bootstrap",
                        "destroy");
        assertThat(host.engine.log())
                .containsSubsequence(
                        "load " + A + " 1.1.0",
                        "load " + B + " 1.0.0",
                        "unload " + B + " 1.0.0",
                        "unload " + A + " 1.0.0");
        assertThat(host.engine.loaded()).containsExactlyInAnyOrder(A + " 1.1.0", B + " 1.0.0");
    }

    private void provider(String version) {
        host.engine
                .script(A + " " + version)
                .onRegister(ctx -> ctx.capabilities()
                        .registerProvider("greet", FakeLoader.current().greeter(name -> version + " greets " + name)));
    }

    @Test
    @DisplayName("ENG-31: a dependent that does not come up again rolls the whole closure back")
    void closureRollsBack() {
        host.engine.wire(B, A);
        script("1.0.0");
        host.run(host.install(a("1.0.0")));
        host.run(host.install(Manifests.of(B, "1.0.0").needs(A, "^1")));
        script("1.1.0");
        host.engine.script(B + " 1.0.0").onRegister(ctx -> {
            throw new IllegalStateException("not with this one");
        });
        assertThat(host.refused(host.update(a("1.1.0")))).isEqualTo(ProblemCode.UPDATE_ROLLED_BACK);
        assertThat(who()).isEqualTo("1.0.0");
        assertThat(host.state(B)).isEqualTo("ACTIVE");
        assertThat(host.engine.loaded()).containsExactly(A + " 1.0.0", B + " 1.0.0");
    }

    @Test
    @DisplayName("LIFE-106: the host stops dependents before what they need")
    void stopOrder() {
        host.engine.wire(B, A);
        List<String> trace = new ArrayList<>();
        script("1.0.0").onDestroy(ctx -> trace.add(A));
        host.engine.script(B + " 1.0.0").onDestroy(ctx -> trace.add(B));
        host.run(host.install(a("1.0.0")));
        host.run(host.install(Manifests.of(B, "1.0.0").needs(A, "^1")));
        host.close();
        assertThat(trace).containsExactly(B, A);
        assertThat(host.engine.log()).endsWith("close");
    }

    @Test
    @DisplayName("I7: a failed extension stays loaded as a library for one that only wished for it")
    void optionalLibrary() {
        host.engine.wire(B, A);
        script("1.0.0");
        host.run(host.install(a("1.0.0")));
        host.run(host.install(Manifests.of(B, "1.0.0").edge(A, "^1", Edge.Type.RUNTIME, false)));
        script("1.0.0").onRegister(ctx -> {
            throw new IllegalStateException("boom");
        });
        host.restart();
        assertThat(host.state(A)).isEqualTo("FAILED");
        assertThat(host.state(B)).isEqualTo("ACTIVE");
        assertThat(host.engine.loaded()).containsExactlyInAnyOrder(A + " 1.0.0", B + " 1.0.0");
        host.run(new Command.Archive(ExtensionId.of(B)));
        assertThat(host.engine.loaded()).isEmpty();
        assertThat(host.runtime().extension(ID).summary().state()).isEqualTo("FAILED");
    }
}
