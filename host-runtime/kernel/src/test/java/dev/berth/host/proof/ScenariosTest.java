/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.FakeLoader;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.Script;
import dev.berth.host.lifecycle.Command;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.ObjectType;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.UiAction;
import dev.berth.sdk.port.UiPort.UiSurface;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Scenario rows of the lifecycle, each with every cell of its row. */
class ScenariosTest {
    private static final String A = "@acme/a-connector";
    private static final String B = "@acme/b-connector";

    private final FakeHost host = new FakeHost();

    @AfterEach
    void close() {
        host.close();
    }

    private static Manifests with(String id, String version) {
        return Manifests.of(id, version)
                .ports(
                        PortName.MCP,
                        PortName.CAPABILITIES,
                        PortName.UI,
                        PortName.OBJECTS,
                        PortName.JOBS,
                        PortName.SETTINGS);
    }

    private Script script(String id, String version) {
        String name = ExtensionId.of(id).name();
        return host.engine.script(id + " " + version).onRegister(ctx -> {
            FakeHost.tool(ctx, name, version);
            ctx.capabilities().registerProvider(name, FakeLoader.current().greeter(who -> version));
            ctx.ui().registerSetupSurface(new UiSurface(JsonObject.of("id", "main")));
            ctx.ui().registerAction(new UiAction("sync", input -> version));
            ctx.objects().registerType(new ObjectType(id + ":note", Optional.empty(), JsonObject.of()));
            ctx.jobs().registerWorker("work", payload -> {});
        });
    }

    private static void writeAndThrow(ExtensionContext ctx) {
        ctx.objects().registerType(new ObjectType(A + ":note", Optional.empty(), JsonObject.of()));
        ctx.settings().set("written", 1);
        ctx.objects().write(A + ":note", "text");
        throw new IllegalStateException("late");
    }

    @Test
    @DisplayName(
            "LIFE-S25, LIFE-100: an update whose register, or bootstrap, throws after it wrote a setting and an object: rolled"
                    + " back twice, the old one serves, no call fails, no trace of the writes")
    void updateThatThrows() throws InterruptedException {
        script(A, "1.0.0");
        host.run(host.install(with(A, "1.0.0")));
        String before = host.store.snapshot();
        AtomicInteger calls = new AtomicInteger();
        AtomicBoolean stopped = new AtomicBoolean();
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        Thread caller = Thread.ofVirtual().start(() -> {
            while (!stopped.get()) {
                try {
                    assertThat(host.call("a-connector")).hasToString("{\"result\":\"1.0.0\"}");
                    calls.incrementAndGet();
                } catch (RuntimeException | AssertionError e) {
                    failures.add(e.toString());
                }
            }
        });
        while (calls.get() == 0 && failures.isEmpty()) {
            Thread.onSpinWait();
        }
        script(A, "1.1.0").onRegister(ScenariosTest::writeAndThrow);
        assertThat(host.refused(host.update(with(A, "1.1.0")))).isEqualTo(ProblemCode.UPDATE_ROLLED_BACK);
        script(A, "1.2.0").onBootstrap(ctx -> {
            ctx.settings().set("written", 1);
            ctx.objects().write(A + ":note", "text");
            throw new IllegalStateException("late");
        });
        assertThat(host.refused(host.update(with(A, "1.2.0")))).isEqualTo(ProblemCode.UPDATE_ROLLED_BACK);
        int rolledBack = calls.get();
        while (calls.get() == rolledBack && failures.isEmpty()) {
            Thread.onSpinWait();
        }
        stopped.set(true);
        caller.join();
        assertThat(failures).isEmpty();
        assertThat(host.store.snapshot()).isEqualTo(before);
        assertThat(host.store.objectRows()).isEmpty();
        assertThat(host.store.settingsRows()).isEmpty();
        assertThat(host.call("a-connector")).hasToString("{\"result\":\"1.0.0\"}");
    }

    @Test
    @DisplayName(
            "LIFE-S29, LIFE-95: an update that breaks a live dependent is refused with no journal entry and no bytes stored")
    void updateThatBreaks() {
        script(A, "1.0.0");
        host.run(host.install(with(A, "1.0.0")));
        host.run(host.install(Manifests.of(B, "1.0.0").needs(A, "^1")));
        int lines = host.store.journalLines().size();
        assertThat(host.refused(host.update(with(A, "2.0.0")))).isEqualTo(ProblemCode.UPDATE_BREAKS_DEPENDENTS);
        assertThat(host.store.journalLines()).hasSize(lines);
        assertThat(host.contents.digests()).hasSize(2);
        assertThat(host.engine.log()).noneMatch(line -> line.contains("2.0.0"));
    }

    @Test
    @DisplayName(
            "LIFE-S30, LIFE-105, LIFE-107: of two with a tool, a provider, a surface and an action, a type and a worker each, one"
                    + " is torn down: all of it gone, all of the other's intact, one generation; again: none")
    void tornDown() {
        for (String id : List.of(A, B)) {
            script(id, "1.0.0");
            String name = ExtensionId.of(id).name();
            host.run(host.install(with(id, "1.0.0").provides(name, "1.0.0")));
        }
        List<String> others = registrations(B);
        assertThat(others).hasSize(6);
        assertThat(registrations(A)).hasSize(6);
        long generation = host.runtime().status().generation();
        assertThat(host.run(new Command.Archive(ExtensionId.of(A))).generation())
                .isEqualTo(generation + 1);
        assertThat(registrations(A)).isEmpty();
        assertThat(registrations(B)).isEqualTo(others);
        assertThat(host.call("b-connector")).hasToString("{\"result\":\"1.0.0\"}");
        assertThat(host.runtime().ui().call(B, "sync", JsonObject.of(), FakeHost.USER))
                .hasToString("{\"result\":\"1.0.0\"}");
        assertThat(host.tools()).containsExactly("b-connector");
        assertThat(host.runtime().ui().surfaces(ExtensionId.of(A), Optional.of("default")))
                .isEmpty();
        assertThat(host.run(new Command.Archive(ExtensionId.of(A))).generation())
                .isEqualTo(generation + 1);
    }

    private List<String> registrations(String id) {
        return host.runtime().extension(ExtensionId.of(id)).registrations();
    }
}
