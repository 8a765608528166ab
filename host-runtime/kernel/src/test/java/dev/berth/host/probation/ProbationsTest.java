/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.probation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.berth.host.ExtensionView.ProbationView;
import dev.berth.host.audit.AuditEntry;
import dev.berth.host.extension.Probation;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.Script;
import dev.berth.host.lifecycle.Command;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProbationsTest {
    private static final String A = "@acme/a-connector";
    private static final String B = "@acme/b-connector";
    private static final ExtensionId ID = ExtensionId.of(A);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private FakeHost host = new FakeHost(builder -> builder.probation(A, new Probation.Policy(TEN_MINUTES, 2)));

    @AfterEach
    void close() {
        host.close();
    }

    private static Manifests version(String version) {
        return Manifests.of(A, version).ports(PortName.MCP);
    }

    private Script good(String version) {
        return host.engine.script(A + " " + version).onRegister(ctx -> FakeHost.tool(ctx, "a", version));
    }

    private Script bad(String version) {
        return throwing(version, new IllegalStateException("boom"));
    }

    private Script throwing(String version, RuntimeException thrown) {
        return host.engine
                .script(A + " " + version)
                .onRegister(
                        ctx -> ctx.mcp().registerTool(McpTool.of("a", "d", JsonObject.of("type", "object"), input -> {
                            throw thrown;
                        })));
    }

    /** Calls a tool that fails, and waits until the host has thought about it. */
    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(catchThrowable(() -> host.call("a"))).isInstanceOf(ProblemException.class);
            settle();
        }
    }

    /** What is to be done on the lifecycle thread is done in turn. */
    private void settle() {
        host.runtime().plan(new Command.Lock(ID));
    }

    private void installed() {
        good("1.0.0");
        host.run(host.install(version("1.0.0")));
    }

    private void updated(String version) {
        bad(version);
        host.run(host.update(version(version)));
    }

    private Optional<ProbationView> probation() {
        return host.view(A).probation();
    }

    @Test
    @DisplayName("LIFE-101, ENG-36, LIFE-S26: more failures than the budget bring the version before back, audited")
    void fallsBack() {
        installed();
        updated("1.1.0");
        assertThat(probation())
                .contains(new ProbationView(Optional.of(host.clock.instant().plus(TEN_MINUTES)), 2, 0, 0));
        assertThat(host.runtime().status().onProbation()).containsExactly(A);
        fail(2);
        assertThat(host.view(A).version()).isEqualTo("1.1.0");
        assertThat(host.runtime().why(ID).summary()).contains("It is on probation until ", "2 of 2 failures.");
        fail(1);
        assertThat(host.view(A).version()).isEqualTo("1.0.0");
        assertThat(host.call("a").string("result")).contains("1.0.0");
        assertThat(probation()).contains(new ProbationView(Optional.empty(), 0, 0, 1));
        assertThat(host.runtime().status().onProbation()).isEmpty();
        assertThat(host.runtime().why(ID).chain())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.PROBATION_FAILED);
        assertThat(host.store.auditLines())
                .endsWith(
                        "ProbationFailed " + A + " by system:probation",
                        "ExtensionUpdated " + A + " by system:probation");
        List<AuditEntry> entries = host.runtime().audit(0, 100);
        assertThat(entries.get(entries.size() - 1).reason()).isEqualTo("probation");
    }

    @Test
    @DisplayName("LIFE-101: it is off by default: after the commit nothing swaps back by itself")
    void offByDefault() {
        host.close();
        host = new FakeHost();
        installed();
        updated("1.1.0");
        fail(50);
        assertThat(host.view(A).version()).isEqualTo("1.1.0");
        assertThat(probation()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-101: neither an install nor an operator's rollback is watched, and a rollback ends what was")
    void onlyUpdates() {
        bad("1.0.0");
        host.run(host.install(version("1.0.0")));
        fail(10);
        good("1.1.0");
        host.run(host.update(version("1.1.0")));
        assertThat(probation()).isPresent();
        host.run(new Command.Rollback(ID));
        fail(10);
        assertThat(host.view(A).version()).isEqualTo("1.0.0");
        assertThat(probation()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-101: what the caller got wrong, was refused, or is down counts for nobody")
    void blame() {
        installed();
        throwing("1.1.0", new ProblemException(Problem.of(ProblemCode.STORE_UNAVAILABLE, "the store", "It is down.")));
        host.run(host.update(version("1.1.0")));
        fail(5);
        assertThat(probation())
                .hasValueSatisfying(how -> assertThat(how.failures()).isZero());
        throwing(
                "1.2.0",
                new ProblemException(Problem.of(ProblemCode.PORT_NOT_GRANTED, "secrets", "It is not granted.")));
        host.run(host.update(version("1.2.0")));
        fail(5);
        host.engine
                .script(A + " 1.3.0")
                .onRegister(ctx -> ctx.mcp()
                        .registerTool(McpTool.of(
                                "a",
                                "d",
                                JsonObject.of("type", "object", "required", List.of("x")),
                                input -> "never")));
        host.run(host.update(version("1.3.0")));
        fail(5);
        assertThat(host.view(A).version()).isEqualTo("1.3.0");
        assertThat(probation())
                .hasValueSatisfying(how -> assertThat(how.failures()).isZero());
    }

    @Test
    @DisplayName("LIFE-101: once the time is over it has proven itself, and nothing is held against the extension")
    void proven() {
        installed();
        updated("1.1.0");
        fail(3);
        assertThat(host.view(A).version()).isEqualTo("1.0.0");
        updated("1.2.0");
        fail(2);
        host.clock.move(TEN_MINUTES);
        fail(10);
        assertThat(host.view(A).version()).isEqualTo("1.2.0");
        assertThat(host.runtime().status().onProbation()).isEmpty();
        updated("1.3.0");
        assertThat(probation())
                .hasValueSatisfying(how -> assertThat(how.fallen()).isZero());
        fail(3);
        assertThat(host.view(A).version()).as("the first in a row again").isEqualTo("1.2.0");
        assertThat(host.state(A)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("LIFE-101, LIFE-92: what was counted, and until when, survives a restart; the time of a stop counts")
    void restart() {
        installed();
        updated("1.1.0");
        fail(2);
        host.restart();
        assertThat(probation())
                .hasValueSatisfying(how -> assertThat(how.failures()).isEqualTo(2));
        fail(1);
        assertThat(host.view(A).version()).isEqualTo("1.0.0");
        host.restart();
        assertThat(probation())
                .hasValueSatisfying(how -> assertThat(how.fallen()).isEqualTo(1));
        updated("1.2.0");
        fail(2);
        host.clock.move(TEN_MINUTES);
        host.restart();
        fail(5);
        assertThat(host.view(A).version()).isEqualTo("1.2.0");
    }

    @Test
    @DisplayName(
            "LIFE-101, LIFE-11, LIFE-S26: the second one in a row is quarantined; who is wired to it and needs it stops")
    void second() {
        host.engine.wire(B, A);
        installed();
        host.run(host.install(Manifests.of(B, "1.0.0").needs(A, "^1")));
        updated("1.1.0");
        fail(3);
        updated("1.2.0");
        assertThat(probation())
                .hasValueSatisfying(how -> assertThat(how.fallen()).isEqualTo(1));
        long generation = host.runtime().status().generation();
        fail(3);
        assertThat(host.state(A)).isEqualTo("QUARANTINED");
        assertThat(host.runtime().status().generation()).as("one step").isEqualTo(generation + 1);
        assertThat(host.view(A).problems()).extracting(Problem::code).containsExactly(ProblemCode.PROBATION_FAILED);
        assertThat(host.view(B).problems()).extracting(Problem::code).containsExactly(ProblemCode.REQUIREMENT_UNMET);
        assertThat(host.tools()).isEmpty();
        assertThat(host.engine.loaded()).isEmpty();
        assertThat(host.store.auditLines())
                .endsWith(
                        "ProbationFailed " + A + " by system:probation",
                        "ExtensionQuarantined " + A + " by system:probation");
        host.restart();
        assertThat(host.state(A)).isEqualTo("QUARANTINED");
        good("1.3.0");
        host.run(host.update(version("1.3.0")));
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(host.state(B)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("LIFE-166: who releases it forgets what was")
    void released() {
        installed();
        updated("1.1.0");
        fail(3);
        updated("1.2.0");
        fail(3);
        host.run(new Command.Release(ID));
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(probation()).isEmpty();
    }

    @Test
    @DisplayName(
            "LIFE-101, ENG-34: if the version before does not come up any more, the one that fails serves on, watched no more")
    void noWayBack() {
        installed();
        updated("1.1.0");
        host.engine.rewrite(A + " 1.0.0").onRegister(ctx -> {
            throw new IllegalStateException("boom");
        });
        fail(3);
        assertThat(host.view(A).version()).isEqualTo("1.1.0");
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(host.store.auditLines()).last().isEqualTo("ProbationFailed " + A + " by system:probation");
        fail(10);
        assertThat(host.store.auditLines()).last().isEqualTo("ProbationFailed " + A + " by system:probation");
        assertThat(host.runtime().status().onProbation()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-101: a hook that fails at the next start counts")
    void hooksCount() {
        installed();
        good("1.1.0");
        host.run(host.update(version("1.1.0")));
        host.engine.rewrite(A + " 1.1.0").onRegister(ctx -> {
            throw new IllegalStateException("boom");
        });
        for (int start = 1; start <= 2; start++) {
            host.restart();
            settle();
            int failures = start;
            assertThat(probation())
                    .hasValueSatisfying(how -> assertThat(how.failures()).isEqualTo(failures));
            assertThat(host.state(A)).isEqualTo("FAILED");
        }
        host.restart();
        settle();
        assertThat(host.view(A).version()).isEqualTo("1.0.0");
        assertThat(host.state(A)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("LIFE-101: a failure that could not be written is written with the next one")
    void storeFull() {
        installed();
        updated("1.1.0");
        host.store.refuse(true);
        fail(1);
        host.store.refuse(false);
        fail(1);
        assertThat(probation())
                .hasValueSatisfying(how -> assertThat(how.failures()).isEqualTo(2));
    }

    @Test
    @DisplayName("LIFE-101: a late failure of the version before is none of the new one's")
    void another() {
        installed();
        updated("1.1.0");
        fail(2);
        updated("1.2.0");
        assertThat(probation())
                .hasValueSatisfying(how -> assertThat(how.failures()).isZero());
        fail(2);
        assertThat(host.view(A).version()).isEqualTo("1.2.0");
    }

    @Test
    @DisplayName(
            "LIFE-101, LIFE-110: one that fails as it is archived, or as the host stops, is the version that it was")
    void onItsWayOut() {
        host.close();
        host = new FakeHost(builder -> builder.probation(A, new Probation.Policy(TEN_MINUTES, 0)));
        installed();
        good("1.1.0").onDestroy(ctx -> {
            throw new IllegalStateException("boom");
        });
        host.run(host.update(version("1.1.0")));
        host.restart();
        assertThat(host.call("a").string("result")).contains("1.1.0");
        host.run(new Command.Archive(ID));
        host.run(new Command.Archive(ID));
        assertThat(host.view(A).version()).isEqualTo("1.1.0");
        host.run(new Command.Restore(ID));
        assertThat(host.call("a").string("result")).contains("1.1.0");
    }
}
