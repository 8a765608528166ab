/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.ExtensionView;
import dev.berth.host.Report;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.FakeLoader;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.Script;
import dev.berth.host.lifecycle.Command;
import dev.berth.manifest.Kind;
import dev.berth.sdk.ConfigGate;
import dev.berth.sdk.InstalledExtensions;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ActivationScenariosTest {
    private static final String A = "@acme/a-connector";
    private static final String B = "@acme/b-connector";
    private static final String C = "@acme/c-connector";
    private static final String P = "@acme/p-skill";

    private FakeHost host = new FakeHost();

    @AfterEach
    void close() {
        host.close();
    }

    private static Manifests x(String id) {
        return Manifests.of(id, "1.0.0").ports(PortName.SETTINGS, PortName.MCP, PortName.CAPABILITIES);
    }

    private Script script(String id) {
        return host.engine.script(id + " 1.0.0");
    }

    private Problem problem(String id) {
        ExtensionView view = host.view(id);
        assertThat(view.problems()).as(view.toString()).isNotEmpty();
        return view.problems().get(0);
    }

    @Test
    @DisplayName("LIFE-S4, LIFE-23: every register, then every bootstrap, dependencies first")
    void twoPasses() {
        host.run(host.install(x(B)));
        host.run(host.install(x(A).needs(B, "^1")));
        List<String> trace = new CopyOnWriteArrayList<>();
        for (String id : List.of(A, B)) {
            script(id)
                    .onRegister(ctx -> trace.add("register " + id))
                    .onBootstrap(ctx -> trace.add("bootstrap " + id))
                    .onDestroy(ctx -> trace.add("destroy " + id));
        }
        host.restart();
        assertThat(trace)
                .containsExactly(
                        "destroy " + A,
                        "destroy " + B,
                        "register " + B,
                        "register " + A,
                        "bootstrap " + B,
                        "bootstrap " + A);
    }

    @Test
    @DisplayName(
            "LIFE-S5, LIFE-24, MAN-146: a failed register takes along those that require it, also those without code")
    void failureIsIsolated() {
        host.run(host.install(x(A)));
        host.run(host.install(x(B)));
        host.run(host.install(x(C).needs(A, "^1")));
        host.run(host.install(
                Manifests.of(P, "1.0.0").kind(Kind.SKILL).payloadOnly().needs(A, "^1")));
        script(A).onRegister(ctx -> {
            throw new IllegalStateException("no table");
        });
        host.restart();
        assertThat(host.state(A)).isEqualTo("FAILED");
        assertThat(problem(A).summary()).contains("IllegalStateException: no table");
        assertThat(host.state(B)).isEqualTo("ACTIVE");
        for (String dependent : List.of(C, P)) {
            assertThat(host.state(dependent)).as(dependent).isEqualTo("INSTALLED");
            assertThat(problem(dependent).code()).isEqualTo(ProblemCode.REQUIREMENT_UNMET);
            assertThat(problem(dependent).summary()).contains(A);
            assertThat(problem(dependent).causes()).extracting(Problem::code).containsExactly(ProblemCode.HOOK_FAILED);
        }
        script(A).onRegister(ctx -> {});
        host.run(new Command.Activate(ExtensionId.of(A)));
        assertThat(host.runtime().extensions()).extracting(ExtensionView::state).containsOnly("ACTIVE");
    }

    @Test
    @DisplayName("LIFE-S6, LIFE-22: the config gate is asked after the constructor, and sees live peers without code")
    void configGate() {
        host.run(host.install(Manifests.of(P, "1.0.0").kind(Kind.SKILL).payloadOnly()));
        script(A).config(new ConfigGate() {
            @Override
            public boolean enabled() {
                return false;
            }
        });
        host.run(host.install(x(A)));
        assertThat(problem(A).code()).isEqualTo(ProblemCode.CONFIG_DISABLED);
        assertThat(script(A).trace()).containsExactly("construct", "config");
        script(B).config(new ConfigGate() {
            @Override
            public boolean resolve(InstalledExtensions installed) {
                return !installed.contains(ExtensionId.of(P));
            }
        });
        host.run(host.install(x(B)));
        assertThat(problem(B).code()).isEqualTo(ProblemCode.CONFIG_RESOLVE_FALSE);
        script(C).config(new ConfigGate() {
            @Override
            public boolean resolve(InstalledExtensions installed) {
                throw new IllegalStateException("gate");
            }
        });
        host.run(host.install(x(C)));
        assertThat(problem(C).code()).isEqualTo(ProblemCode.HOOK_FAILED);
        assertThat(problem(C).facts().string("hook")).contains("config");
        assertThat(host.state(C)).isEqualTo("FAILED");
        host.run(new Command.Archive(ExtensionId.of(P)));
        host.run(new Command.Activate(ExtensionId.of(B)));
        assertThat(host.state(B)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("LIFE-S7, LIFE-34, MAN-87: what does not fit the ABI is skipped before a class of it is loaded")
    void abiFirst() {
        host.verifier.fault(A, ProblemCode.ABI_OUT_OF_RANGE);
        host.verifier.fault(B, ProblemCode.SERVER_ENTRY_MISSING);
        Report skipped = host.run(host.install(x(A)));
        assertThat(skipped.outcomes().get(0).outcome()).isEqualTo("skipped");
        Report failed = host.run(host.install(x(B)));
        assertThat(failed.outcomes().get(0).outcome()).isEqualTo("failed");
        assertThat(script(A).trace()).isEmpty();
        assertThat(host.engine.log()).isEmpty();
    }

    @Test
    @DisplayName(
            "LIFE-S8, LIFE-26: a slow hook times out; one that ignores its interruption is quarantined and not loaded again; a"
                    + " boot with both goes on")
    void slowHooks() {
        host.close();
        host = new FakeHost(builder -> builder.deadlines(FakeHost.deadlines(Duration.ofMillis(400))));
        script(A).onRegister(ctx -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        AtomicBoolean stop = new AtomicBoolean();
        script(B).onRegister(ctx -> {
            FakeHost.tool(ctx, "b_tool", "b");
            while (!stop.get()) {
                LockSupport.parkNanos(1_000_000);
                Thread.interrupted();
            }
        });
        host.run(host.install(x(A)));
        assertThat(problem(A).code()).isEqualTo(ProblemCode.HOOK_TIMEOUT);
        assertThat(host.state(A)).isEqualTo("FAILED");
        host.run(host.install(x(B)));
        assertThat(problem(B).code()).isEqualTo(ProblemCode.HOOK_STUCK);
        assertThat(host.state(B)).isEqualTo("QUARANTINED");
        assertThat(host.tools()).isEmpty();
        List<String> log = host.engine.log();
        host.run(new Command.Activate(ExtensionId.of(B)));
        assertThat(host.engine.log()).as("not loaded again").isEqualTo(log);
        assertThat(host.refused(new Command.Release(ExtensionId.of(B))))
                .as("LIFE-26: nothing but a restart ends the thread")
                .isEqualTo(ProblemCode.HOOK_STUCK);
        assertThat(host.state(B)).isEqualTo("QUARANTINED");
        host.run(host.install(x(C)));
        assertThat(host.state(C)).isEqualTo("ACTIVE");
        host.restart();
        assertThat(problem(A).code()).isEqualTo(ProblemCode.HOOK_TIMEOUT);
        assertThat(problem(B).code()).isEqualTo(ProblemCode.HOOK_STUCK);
        assertThat(host.state(C)).isEqualTo("ACTIVE");
        assertThat(host.runtime().readiness().ready()).isTrue();
        stop.set(true);
    }

    @Test
    @DisplayName("LIFE-S9, LIFE-28: a failed bootstrap withdraws what register registered, and destroy runs")
    void failedBootstrap() {
        script(A)
                .onRegister(ctx -> {
                    FakeHost.tool(ctx, "one", "1");
                    FakeHost.tool(ctx, "two", "2");
                    ctx.capabilities()
                            .registerProvider("greet", FakeLoader.current().greeter(name -> name));
                })
                .onBootstrap(ctx -> {
                    throw new IllegalStateException("boom");
                });
        host.run(host.install(x(A)));
        assertThat(host.state(A)).isEqualTo("FAILED");
        assertThat(host.tools()).isEmpty();
        assertThat(host.runtime().extension(ExtensionId.of(A)).registrations()).isEmpty();
        assertThat(script(A).trace()).containsExactly("construct", "config", "register", "bootstrap", "destroy");
        assertThat(host.engine.loaded()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-36: a constructor that throws is told by what it threw")
    void failedConstructor() {
        script(A).onConstruct(() -> {
            throw new IllegalStateException("no config");
        });
        host.run(host.install(x(A)));
        assertThat(problem(A).facts().string("hook")).as("LIFE-36").contains("construct");
        assertThat(problem(A).summary()).contains("failed in its constructor with IllegalStateException: no config");
        assertThat(host.engine.loaded()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-32: destroy is the counterpart of an accepted register, and runs once")
    void destroyOnce() {
        script(A).onRegister(ctx -> {
            throw new IllegalStateException("boom");
        });
        host.run(host.install(x(A)));
        assertThat(script(A).trace()).containsExactly("construct", "config", "register");
        host.run(host.install(x(B)));
        host.run(new Command.Archive(ExtensionId.of(B)));
        assertThat(script(B).trace()).containsOnlyOnce("destroy");
    }

    @Test
    @DisplayName("LIFE-S10, LIFE-32: a destroy that throws is one problem, and the teardown is complete")
    void failedDestroy() {
        script(A).onRegister(ctx -> FakeHost.tool(ctx, "a_tool", "a")).onDestroy(ctx -> {
            throw new IllegalStateException("late");
        });
        host.run(host.install(x(A)));
        Report report = host.run(new Command.Archive(ExtensionId.of(A)));
        assertThat(report.changed()).isTrue();
        assertThat(report.outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.outcome()).isEqualTo("stopped");
            assertThat(outcome.problems()).extracting(Problem::code).containsExactly(ProblemCode.HOOK_FAILED);
        });
        assertThat(host.tools()).isEmpty();
        assertThat(host.engine.loaded()).isEmpty();
        assertThat(host.view(A).status()).isEqualTo("archived");
    }

    @Test
    @DisplayName(
            "LIFE-S30, LIFE-107: one of two is torn down: its five channels empty, the other's intact, one generation")
    void tornDownAlone() {
        for (String id : List.of(A, B)) {
            String name = ExtensionId.of(id).name();
            script(id).onRegister(ctx -> {
                FakeHost.tool(ctx, name, name);
                ctx.capabilities()
                        .registerProvider("greet", FakeLoader.current().greeter(who -> name));
            });
            host.run(host.install(x(id).provides("greet", "1.0.0")));
        }
        long before = host.runtime().status().generation();
        host.run(new Command.Archive(ExtensionId.of(A)));
        assertThat(host.runtime().status().generation()).isEqualTo(before + 1);
        assertThat(host.tools()).containsExactly("b-connector");
        assertThat(host.call("b-connector")).hasToString("{\"result\":\"b-connector\"}");
        assertThat(host.runtime().extension(ExtensionId.of(B)).registrations()).hasSize(2);
        assertThat(host.runtime().extension(ExtensionId.of(A)).registrations()).isEmpty();
        Report again = host.run(new Command.Archive(ExtensionId.of(A)));
        assertThat(again.changed()).isFalse();
        assertThat(again.generation()).isEqualTo(before + 1);
    }

    @Test
    @DisplayName("LIFE-106: what is registered while it is torn down never comes back")
    void noGhosts() {
        script(A)
                .onRegister(ctx -> FakeHost.tool(ctx, "a_tool", "a"))
                .onDestroy(ctx -> FakeHost.tool(ctx, "ghost", "a"));
        host.run(host.install(x(A)));
        host.run(new Command.Archive(ExtensionId.of(A)));
        assertThat(host.tools()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-21: a store that fails while hooks are accepted is an outcome of theirs, not an exception")
    void failingStore() {
        script(A).onRegister(ctx -> ctx.settings().set("a", 1));
        host.run(host.install(x(B)));
        host.store.failCommit(2, dev.berth.host.fake.MemoryStore.diskFull());
        Report report = host.run(host.install(x(A)));
        assertThat(report.outcomes().get(0).outcome()).isEqualTo("failed");
        assertThat(problem(A).code()).isEqualTo(ProblemCode.DISK_FULL);
        assertThat(host.engine.loaded()).containsExactly(B + " 1.0.0");
        assertThat(host.store.settingsRows()).isEmpty();
        host.run(new Command.Activate(ExtensionId.of(A)));
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(host.store.settingsRows()).hasSize(1);
    }

    @Test
    @DisplayName("MAN-S25, I7: at boot a cycle refuses its members and those that need them; others activate")
    void cycleAtBoot() {
        host.run(host.install(x(A)));
        host.run(host.install(x(B).needs(A, "*")));
        host.run(host.install(x(C)));
        assertThat(host.refused(host.update(Manifests.of(A, "1.1.0").needs(B, "*"))))
                .isEqualTo(ProblemCode.REQUIREMENT_CYCLE);
        host.restart();
        assertThat(host.runtime().extensions()).extracting(ExtensionView::state).containsOnly("ACTIVE");
    }

    @Test
    @DisplayName("ENG-10: a bundle that cannot be resolved fails alone")
    void unresolved() {
        host.engine.refuse(A + " 1.0.0");
        host.run(host.install(x(A)));
        host.run(host.install(x(B)));
        assertThat(problem(A).code()).isEqualTo(ProblemCode.IMPORT_UNDECLARED);
        assertThat(host.state(B)).isEqualTo("ACTIVE");
    }
}
