/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.HostStatus.Phase;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.FakeVerifier;
import dev.berth.host.fake.Manifests;
import dev.berth.host.lifecycle.Command;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A boot with a real kernel: what a phase finds, and what that means for the host. */
class BootTest {
    private static final String A = "@acme/a-connector";
    private static final String B = "@acme/b-connector";
    private static final String C = "@acme/c-connector";

    private UnaryOperator<HostBuilder> next = builder -> builder;
    private final FakeHost host = new FakeHost(builder -> next.apply(builder));

    @AfterEach
    void close() {
        host.close();
    }

    private static Manifests x(String id) {
        return Manifests.of(id, "1.0.0").ports(PortName.SETTINGS, PortName.MCP);
    }

    private void install(String... ids) {
        for (String id : ids) {
            host.run(host.install(x(id)));
        }
    }

    private void restart(UnaryOperator<HostBuilder> setUp) {
        next = setUp;
        host.restart();
    }

    private Phase phase(String name) {
        return host.runtime().status().boot().stream()
                .filter(phase -> phase.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String digest(Manifests manifest) {
        return FakeVerifier.digest(manifest.make());
    }

    @Test
    @DisplayName("LIFE-67, LIFE-64: the report has every phase once, in order; what did not run says why")
    void report() {
        assertThat(host.runtime().status().boot())
                .extracting(phase -> phase.name() + " " + phase.outcome())
                .containsExactly(
                        "store-open done",
                        "journal-recovery done",
                        "engine-wipe done",
                        "trust-refresh skipped",
                        "verify-store done",
                        "bundled-seed skipped",
                        "engine-load done",
                        "resolve done",
                        "activate done",
                        "required-assert done",
                        "closure-report done",
                        "dev-fixtures done",
                        "collect-garbage done",
                        "serve done");
        assertThat(host.runtime().status().boot())
                .allMatch(phase ->
                        phase.outcome().equals("skipped") != phase.why().isEmpty());
        assertThat(host.runtime().readiness().skipped()).containsExactly("trust-refresh", "bundled-seed");
    }

    @Test
    @DisplayName(
            "LIFE-64: without the phase activate nothing runs, and what was loaded does not stand in the way later")
    void activateSkipped() {
        install(A);
        restart(builder -> builder.skip("activate"));
        assertThat(host.state(A)).isEqualTo("INSTALLED");
        assertThat(host.engine.loaded()).isEmpty();
        assertThat(host.engine.script(A + " 1.0.0").trace()).endsWith("destroy");
        host.run(new Command.Activate(ExtensionId.of(A)));
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(host.engine.loaded()).containsExactly(A + " 1.0.0");
    }

    @Test
    @DisplayName("LIFE-50, LIFE-54: a host whose store is gone is not ready, for as long as it is gone")
    void withoutStore() {
        install(A);
        host.store.refuse(true);
        assertThat(host.runtime().readiness().ready()).isFalse();
        assertThat(host.runtime().readiness().degraded()).containsExactly("store-open");
        host.store.refuse(false);
        assertThat(host.runtime().readiness().ready()).isTrue();
    }

    @Test
    @DisplayName(
            "LIFE-54, TRUST-152, TRUST-154: damage degrades the host over restarts, until the same bytes come in again")
    void degraded() {
        install(A, B);
        host.contents.damage(digest(x(A)));
        host.restart();
        assertThat(host.runtime().readiness()).satisfies(now -> {
            assertThat(now.ready()).isFalse();
            assertThat(now.degraded()).containsExactly("verify-store");
        });
        assertThat(phase("verify-store").outcome()).isEqualTo("degraded");
        assertThat(host.state(A)).isEqualTo("QUARANTINED");
        assertThat(host.state(B)).isEqualTo("ACTIVE");

        host.restart();
        assertThat(host.runtime().readiness().ready())
                .as("the damage is remembered")
                .isFalse();
        assertThat(phase("verify-store").problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.CONTENT_DIGEST_MISMATCH);
        assertThat(host.refused(new Command.Release(ExtensionId.of(A)))).isEqualTo(ProblemCode.CONTENT_DIGEST_MISMATCH);

        host.run(host.install(x(A)));
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(host.runtime().readiness().ready()).isTrue();
    }

    @Test
    @DisplayName(
            "LIFE-42, LIFE-S14: of rows that cannot be read the required ones run, with the ports of the configuration")
    void unreadable() {
        install(A, B, C);
        host.store.unreadable(ExtensionId.of(A));
        host.store.unreadable(ExtensionId.of(B));
        host.store.unreadableGrant(ExtensionId.of(A));
        host.store.unreadableGrant(ExtensionId.of(C));
        host.engine.script(A + " 1.0.0").onRegister(ctx -> FakeHost.tool(ctx, "a_tool", "a"));
        restart(builder -> builder.required(A, "^1").grant(A, PortName.MCP));
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(host.tools()).containsExactly("a_tool");
        assertThat(host.view(A).grantedPorts()).containsExactly("mcp");
        assertThat(host.runtime().extensions()).extracting(ExtensionView::id).containsExactly(A, C);
        assertThat(host.state(C)).isEqualTo("INSTALLED");
        assertThat(phase("store-open").problems())
                .hasSize(4)
                .extracting(Problem::code)
                .containsOnly(ProblemCode.STATUS_UNREADABLE);
        assertThat(host.view(C).problems()).extracting(Problem::code).containsExactly(ProblemCode.STATUS_UNREADABLE);
        assertThat(host.run(new Command.Activate(ExtensionId.of(C)))
                        .outcomes()
                        .get(0)
                        .outcome())
                .isEqualTo("skipped");
        host.run(host.install(x(C)));
        assertThat(host.state(C)).as("as it was advised").isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("LIFE-60: a broken closure of a required extension stops a host in production; of another it is told")
    void closure() {
        install(B);
        host.run(host.install(x(A).needs(B, "^1")));
        host.store.unreadable(ExtensionId.of(B));
        host.restart();
        assertThat(phase("closure-report").problems()).hasSize(1);
        UnaryOperator<HostBuilder> strict = builder ->
                builder.mode(RuntimeMode.PRODUCTION).required(A, "^1").skip("required-assert");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> restart(strict))
                .satisfies(thrown -> assertThat(thrown.problems())
                        .extracting(Problem::code)
                        .containsExactly(ProblemCode.REQUIREMENT_UNMET));
        restart(builder -> strict.apply(builder).skip("closure-report"));
        assertThat(phase("closure-report").outcome()).isEqualTo("skipped");
    }

    @Test
    @DisplayName("LIFE-26: the operator says the deadlines of one extension; those of the others stay")
    void deadlines() {
        CountDownLatch never = new CountDownLatch(1);
        host.engine.script(A + " 1.0.0").onRegister(ctx -> await(never));
        host.engine.script(B + " 1.0.0").onRegister(ctx -> await(never));
        next = builder -> builder.deadlines(FakeHost.deadlines(Duration.ofMillis(40)))
                .deadlines(B, FakeHost.deadlines(Duration.ofMillis(90)));
        host.restart();
        for (String id : List.of(A, B)) {
            Report report = host.run(host.install(x(id)));
            assertThat(report.outcomes().get(0).problems())
                    .extracting(Problem::code)
                    .containsExactly(ProblemCode.HOOK_TIMEOUT);
        }
        assertThat(host.view(A).problems().get(0).summary()).contains("within 40 ms");
        assertThat(host.view(B).problems().get(0).summary()).contains("within 90 ms");
    }

    @Test
    @DisplayName("LIFE-31: what the constructor takes counts to the deadline of register")
    void constructorCounts() {
        Runnable slow = () -> LockSupport.parkNanos(Duration.ofMillis(300).toNanos());
        host.engine.script(A + " 1.0.0").onConstruct(slow).onRegister(ctx -> slow.run());
        restart(builder -> builder.deadlines(FakeHost.deadlines(Duration.ofMillis(500))));
        Report report = host.run(host.install(x(A)));
        assertThat(report.outcomes().get(0).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.HOOK_TIMEOUT);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Test
    @DisplayName("LIFE-24, I7: a hanging hook, a bad content, a lacking requirement stop nobody who does not need them")
    void isolated() {
        install(A, B);
        host.run(host.install(x(C).needs(A, "^1")));
        CountDownLatch never = new CountDownLatch(1);
        host.engine.script(A + " 1.0.0").onRegister(ctx -> await(never));
        restart(builder -> builder.deadlines(A, FakeHost.deadlines(Duration.ofMillis(40))));
        assertThat(host.state(A)).isEqualTo("FAILED");
        assertThat(host.state(B)).isEqualTo("ACTIVE");
        assertThat(host.state(C)).isEqualTo("INSTALLED");
        assertThat(phase("activate").outcome()).isEqualTo("done");
        assertThat(phase("activate").problems())
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(ProblemCode.HOOK_TIMEOUT, ProblemCode.REQUIREMENT_UNMET);
        assertThat(host.runtime().readiness().ready()).isTrue();
    }
}
