/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.Script;
import dev.berth.manifest.Edge;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Swaps of what must not run beside another version of itself. */
class ExclusiveSwapTest {
    private static final String A = "@acme/a-connector";
    private static final String B = "@acme/b-connector";
    private static final Duration AMPLE = Duration.ofSeconds(30);

    private FakeHost host = new FakeHost();

    @AfterEach
    void close() {
        host.close();
    }

    private static Manifests a(String version) {
        return Manifests.of(A, version).ports(PortName.MCP);
    }

    private Script script(String version) {
        return host.engine.script(A + " " + version).onRegister(ctx -> FakeHost.tool(ctx, "who", version));
    }

    private String who() {
        return host.call("who").string("result").orElseThrow();
    }

    private String refusal(Manifests next) {
        List<String> texts = new ArrayList<>();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.run(host.update(next)))
                .satisfies(thrown ->
                        texts.add(thrown.problem().text() + thrown.problem().facts()));
        return texts.get(0);
    }

    @Test
    @DisplayName(
            "MAN-58, LIFE-103: an exclusive swap stops the old one first; if the new one fails, the old one runs again")
    void exclusive() {
        List<String> trace = new ArrayList<>();
        script("1.0.0").onBootstrap(ctx -> trace.add("start 1.0.0")).onDestroy(ctx -> trace.add("stop 1.0.0"));
        host.run(host.install(a("1.0.0").exclusive()));
        script("1.1.0").onBootstrap(ctx -> {
            trace.add("start 1.1.0");
            throw new IllegalStateException("port in use");
        });
        assertThat(refusal(a("1.1.0")))
                .contains("update-rolled-back", "1.0.0 had to stop for it, was started again and serves.")
                .contains("\"rollbackComplete\":true");
        assertThat(trace).containsExactly("start 1.0.0", "stop 1.0.0", "start 1.1.0", "start 1.0.0");
        assertThat(who()).isEqualTo("1.0.0");
        script("1.2.0").onBootstrap(ctx -> trace.add("start 1.2.0"));
        host.run(host.update(a("1.2.0")));
        assertThat(trace).endsWith("stop 1.0.0", "start 1.2.0");
        assertThat(who()).isEqualTo("1.2.0");
    }

    @Test
    @DisplayName("LIFE-103: where the old one does not come up again either, nothing of it stays listed")
    void exclusiveLost() {
        script("1.0.0");
        host.run(host.install(a("1.0.0").exclusive()));
        script("1.1.0").onBootstrap(ctx -> {
            throw new IllegalStateException("port in use");
        });
        host.engine.script(A + " 1.0.0").onRegister(ctx -> {
            throw new IllegalStateException("port in use");
        });
        assertLost("hook-failed", "port in use");
        assertThat(host.state(A)).isEqualTo("FAILED");
    }

    @Test
    @DisplayName(
            "LIFE-26, LIFE-100, LIFE-103: where the old one does not end when it has to, it cannot run again, and that is said")
    void exclusiveStuck() {
        host.close();
        Duration soon = Duration.ofMillis(20);
        host = new FakeHost(
                builder -> builder.deadlines(new Deadlines(AMPLE, AMPLE, AMPLE, soon, AMPLE, AMPLE, AMPLE, soon)));
        AtomicBoolean ended = new AtomicBoolean();
        script("1.0.0").onDestroy(ctx -> {
            while (!ended.get()) {
                LockSupport.parkNanos(1_000_000);
                Thread.interrupted();
            }
        });
        host.run(host.install(a("1.0.0").exclusive()));
        script("1.1.0").onBootstrap(ctx -> {
            throw new IllegalStateException("port in use");
        });
        try {
            assertLost("hook-stuck");
        } finally {
            ended.set(true);
        }
    }

    private void assertLost(String... why) {
        assertThat(refusal(a("1.1.0")))
                .contains("1.0.0 had to stop for it and did not come up again; no version of it serves.")
                .contains(why)
                .contains("\"rollbackComplete\":false");
        assertThat(host.tools()).isEmpty();
    }

    @Test
    @DisplayName(
            "LIFE-103, MAN-146: one that had to stop for an update that fails finds again what it found, running or not")
    void exclusiveBesideIdle() {
        String c = "@acme/c-connector";
        host.engine.wire(B, A);
        host.run(host.install(Manifests.of(c, "1.0.0")));
        host.run(host.install(a("1.0.0").needs(c, "*")));
        host.run(host.install(Manifests.of(B, "1.0.0").exclusive().edge(A, "*", Edge.Type.INSTALL_TIME, true)));
        host.engine.script(c + " 1.0.0").onRegister(ctx -> {
            throw new IllegalStateException("not today");
        });
        host.restart();
        assertThat(List.of(host.state(c), host.state(A), host.state(B)))
                .containsExactly("FAILED", "INSTALLED", "ACTIVE");
        assertThat(refusal(a("1.1.0").needs(c, "*"))).contains("1.0.0 is in place as before, not active.");
        assertThat(host.state(B)).isEqualTo("ACTIVE");
    }
}
