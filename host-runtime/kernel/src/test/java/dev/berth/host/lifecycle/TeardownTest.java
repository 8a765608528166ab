/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.Report;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MemoryStore;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What follows a committed removal (LIFE-126). */
class TeardownTest {
    private static final String A = "@acme/a-connector";
    private static final ExtensionId ID = ExtensionId.of(A);

    private final FakeHost host = new FakeHost();

    @BeforeEach
    void install() {
        host.engine.script(A + " 1.0.0").onRegister(ctx -> {
            ctx.settings().set("a", 1);
            ctx.secrets().set("s", "text");
        });
        host.run(host.install(a()));
        assertThat(host.store.settingsRows()).hasSize(1);
    }

    @AfterEach
    void close() {
        host.close();
    }

    private static Manifests a() {
        return Manifests.of(A, "1.0.0").ports(PortName.SETTINGS, PortName.SECRETS);
    }

    /** Uninstalls on a store that fails when it is to delete settings, the first data after the removal's transaction. */
    private Report uninstallWithoutData() {
        host.store.failCommit(1, MemoryStore.diskFull());
        return host.run(new Command.Uninstall(ID));
    }

    @Test
    @DisplayName("LIFE-126: a part that cannot be deleted is reported, keeps no other, and is deleted at the next boot")
    void atTheNextBoot() {
        Report report = uninstallWithoutData();
        assertThat(report.summary())
                .contains("is uninstalled; some of its data is not deleted yet [teardown-incomplete]");
        assertThat(report.outcomes())
                .flatExtracting(outcome -> outcome.problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.TEARDOWN_INCOMPLETE);
        assertThat(host.runtime().extensions()).isEmpty();
        assertThat(host.store.settingsRows()).hasSize(1);
        assertThat(host.store.snapshot()).as("secrets are gone").doesNotContain("SecretName");
        host.restart();
        assertThat(host.store.settingsRows()).isEmpty();
        assertThat(host.store.journal().open()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-126: a boot that cannot delete either reports it in its phase, and the next one tries again")
    void againAndAgain() {
        uninstallWithoutData();
        host.store.failCommit(0, MemoryStore.diskFull());
        host.restart();
        assertThat(host.runtime().status().boot())
                .filteredOn(phase -> phase.name().equals("collect-garbage"))
                .flatExtracting(phase -> phase.problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.TEARDOWN_INCOMPLETE);
        assertThat(host.store.settingsRows()).hasSize(1);
        host.restart();
        assertThat(host.store.settingsRows()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-126: an install after it deletes what is owed first, so that no later boot deletes what is new")
    void installedAgain() {
        uninstallWithoutData();
        host.store.failCommit(0, MemoryStore.diskFull());
        assertThat(host.refused(host.install(a()))).isEqualTo(ProblemCode.TEARDOWN_INCOMPLETE);
        host.run(host.install(a()));
        assertThat(host.store.settingsRows()).hasSize(1);
        host.restart();
        assertThat(host.store.settingsRows()).hasSize(1);
    }
}
