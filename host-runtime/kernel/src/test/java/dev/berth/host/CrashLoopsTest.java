/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.FakeVerifier;
import dev.berth.host.fake.Manifests;
import dev.berth.host.lifecycle.Command;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** LIFE-66: what fails at start after start is not tried for ever. */
class CrashLoopsTest {
    private static final String A = "@acme/a-connector";
    private static final String B = "@acme/b-connector";
    private static final ExtensionId ID = ExtensionId.of(A);

    private boolean safe;
    private final FakeHost host = new FakeHost(builder -> builder.safeMode(safe).required(B, "*"));

    @BeforeEach
    void install() {
        host.run(host.install(Manifests.of(A, "1.0.0")));
        host.run(host.install(Manifests.of(B, "1.0.0")));
    }

    @AfterEach
    void close() {
        host.close();
    }

    private static String digest(String version) {
        return FakeVerifier.digest(Manifests.of(A, version).make());
    }

    private void boots(int failing, int well) {
        for (int i = 0; i < failing; i++) {
            host.marks.killIn(digest("1.0.0"));
            host.restart();
        }
        for (int i = 0; i < well; i++) {
            host.restart();
        }
    }

    private void fail(Runnable hook) {
        host.engine.script(A + " 1.0.0").onRegister(ctx -> hook.run());
    }

    @Test
    @DisplayName("LIFE-66: each hook of a boot is marked before it runs, and no mark is left after it")
    void marked() {
        host.restart();
        assertThat(host.marks.hooks())
                .containsExactly(
                        "its constructor",
                        "config",
                        "register",
                        "its constructor",
                        "config",
                        "register",
                        "bootstrap",
                        "bootstrap");
        host.run(new Command.Archive(ID));
        host.run(new Command.Restore(ID));
        assertThat(host.marks.hooks()).as("after the boot").hasSize(8);
        assertThat(host.marks.begin()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-S44: a mark found at three boots quarantines; the others run, and the host is ready")
    void quarantined() {
        boots(2, 0);
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        boots(1, 0);
        assertThat(host.state(A)).isEqualTo("QUARANTINED");
        assertThat(host.view(A).problems()).extracting(Problem::code).containsExactly(ProblemCode.CRASH_LOOP);
        assertThat(host.state(B)).isEqualTo("ACTIVE");
        assertThat(host.runtime().readiness().ready()).isTrue();
        assertThat(host.store.auditLines()).contains("ExtensionQuarantined " + A + " by system:config");
        host.restart();
        assertThat(host.state(A)).as("over restarts").isEqualTo("QUARANTINED");
    }

    @Test
    @DisplayName("LIFE-66: three of five boots, so two failures and an older one do not count together")
    void window() {
        boots(1, 4);
        boots(2, 0);
        assertThat(host.state(A)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("LIFE-66: a hook that throws fails its activation as a kill does; what others lack does not count")
    void thrown() {
        fail(() -> {
            throw new IllegalStateException("boom");
        });
        host.run(host.update(Manifests.of(B, "1.1.0").needs(A, "^1")));
        boots(0, 3);
        assertThat(host.state(A)).isEqualTo("FAILED");
        boots(0, 1);
        assertThat(host.state(A)).isEqualTo("QUARANTINED");
        assertThat(host.view(B).problems()).extracting(Problem::code).containsExactly(ProblemCode.REQUIREMENT_UNMET);
    }

    @Test
    @DisplayName("LIFE-166, LIFE-11: an operator's release forgets the failures and tries again; it is audited")
    void released() {
        boots(3, 0);
        assertThat(host.refused(new Command.Activate(ID))).isEqualTo(ProblemCode.CRASH_LOOP);
        Report report = host.run(new Command.Release(ID));
        assertThat(report.outcomes().get(0).outcome()).isEqualTo("activated");
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(host.store.auditLines()).contains("QuarantineReleased " + A + " by ada");
        boots(1, 0);
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(host.refused(new Command.Release(ID))).isEqualTo(ProblemCode.USAGE_INVALID);
    }

    @Test
    @DisplayName("LIFE-11: an update brings other content, which starts afresh; so does the same content again")
    void updated() {
        boots(3, 0);
        host.run(host.update(Manifests.of(A, "1.0.0")));
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        boots(3, 0);
        host.run(host.update(Manifests.of(A, "1.0.1")));
        host.restart();
        assertThat(host.state(A)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("LIFE-11: a removal takes the failures along: what is installed again starts afresh")
    void removed() {
        boots(3, 0);
        host.run(new Command.Uninstall(ID));
        host.run(host.install(Manifests.of(A, "1.0.0")));
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        host.restart();
        assertThat(host.state(A)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("LIFE-66, LIFE-S44: in safe mode only what is required runs, and nothing else is loaded")
    void safeMode() {
        safe = true;
        host.restart();
        assertThat(host.state(A)).isEqualTo("INSTALLED");
        assertThat(host.state(B)).isEqualTo("ACTIVE");
        assertThat(host.engine.loaded()).containsExactly(B + " 1.0.0");
        assertThat(host.marks.hooks()).hasSize(4);
    }
}
