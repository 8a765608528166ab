/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.Report;
import dev.berth.host.extension.Scope;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MemoryStore;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Bringing an archived extension back at another version (LIFE-15). */
class ReinstallTest {
    private static final String A = "@acme/a-connector";
    private static final ExtensionId ID = ExtensionId.of(A);

    private FakeHost host = new FakeHost();

    @AfterEach
    void close() {
        host.close();
    }

    private static Manifests a(String version) {
        return Manifests.of(A, version).ports(PortName.SETTINGS);
    }

    private Command reinstall(Manifests manifest) {
        return new Command.Reinstall(host.source(manifest, new GrantChoice.None()));
    }

    @Test
    @DisplayName(
            "LIFE-15, LIFE-S1, LIFE-S2: an archived row is active at the version that is given; active and locked refuse")
    void cells() {
        assertThat(host.refused(reinstall(a("1.0.0")))).isEqualTo(ProblemCode.EXTENSION_NOT_FOUND);
        host.run(host.install(a("1.0.0")));
        assertThat(host.refused(reinstall(a("1.1.0")))).isEqualTo(ProblemCode.ALREADY_INSTALLED);
        host.run(new Command.Lock(ID));
        assertThat(host.refused(reinstall(a("1.1.0")))).isEqualTo(ProblemCode.EXTENSION_LOCKED);
        host.run(new Command.Unlock(ID, true));
        host.run(new Command.Archive(ID));
        host.run(host.update(a("1.1.0")));
        assertThat(host.view(A).status()).isEqualTo("archived");
        Report report = host.run(reinstall(a("1.2.0")));
        assertThat(report.plan().operation()).isEqualTo("reinstall");
        assertThat(host.view(A).status()).isEqualTo("active");
        assertThat(host.view(A).version()).isEqualTo("1.2.0");
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(host.view(A).grantedPorts()).as("what was granted stays").containsExactly("settings");
        assertThat(host.store.auditLines())
                .contains("ExtensionUpdated " + A + " by ada", "StatusChanged " + A + " by ada");
        assertThat(host.runtime().audit(0, 100))
                .filteredOn(entry -> entry.event().equals("StatusChanged"))
                .last()
                .satisfies(entry -> assertThat(entry.reason()).isEqualTo("reinstall"));
        host.restart();
        assertThat(host.state(A)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("LIFE-15: the same package again is a restore")
    void same() {
        host.run(host.install(a("1.0.0")));
        host.run(new Command.Archive(ID));
        assertThat(host.run(reinstall(a("1.0.0"))).plan().operation()).isEqualTo("restore");
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(host.view(A).revision()).isEqualTo(1);
    }

    @Test
    @DisplayName(
            "LIFE-S1: a reinstall that is refused, or fails before its commit, leaves the row archived at its version")
    void refusals() {
        host.run(host.install(a("1.0.0")));
        host.run(new Command.Archive(ID));
        assertThat(host.refused(reinstall(a("1.1.0").needs("@acme/b-connector", "^1"))))
                .isEqualTo(ProblemCode.REQUIREMENT_UNMET);
        host.store.failCommit(2, MemoryStore.diskFull());
        assertThat(host.refused(reinstall(a("1.1.0")))).isEqualTo(ProblemCode.DISK_FULL);
        assertThat(host.view(A).version()).isEqualTo("1.0.0");
        assertThat(host.store.journal().open()).isEmpty();
        assertThat(host.contents.digests()).hasSize(1);
    }

    @Test
    @DisplayName("LIFE-111: a reinstall whose activation fails says so; the row stays active")
    void failing() {
        host.run(host.install(a("1.0.0")));
        host.run(new Command.Archive(ID));
        host.engine.script(A + " 1.1.0").onRegister(ctx -> {
            throw new IllegalStateException("boom");
        });
        Report report = host.run(reinstall(a("1.1.0")));
        assertThat(report.outcomes().get(0).outcome()).isEqualTo("failed");
        assertThat(host.view(A).status()).isEqualTo("active");
        assertThat(host.state(A)).isEqualTo("FAILED");
    }

    @Test
    @DisplayName("LIFE-4, LIFE-S43: while it is live for others, one scope is not brought back at another version")
    void liveForOthers() {
        host.close();
        host = new FakeHost(builder -> builder.multiTenant(true));
        Scope acme = Scope.of(Optional.of("acme"));
        Scope other = Scope.of(Optional.of("other"));
        for (Scope scope : new Scope[] {acme, other}) {
            host.run(new Command.Install(host.source(a("1.0.0"), new GrantChoice.All()), scope));
        }
        host.run(new Command.Archive(ID, acme));
        Command.Source next = host.source(a("1.1.0"), new GrantChoice.None());
        assertThat(host.refused(new Command.Reinstall(next, acme))).isEqualTo(ProblemCode.INSTALLED_VERSION_CONFLICT);
        host.run(new Command.Reinstall(host.source(a("1.0.0"), new GrantChoice.None()), acme));
        assertThat(host.runtime().views().extensions(Optional.of("acme")).get(0).status())
                .isEqualTo("active");
    }

    @Test
    @DisplayName("LIFE-15, LIFE-109: what it pushes out of the last two revisions is collected with it")
    void collects() {
        host.run(host.install(a("1.0.0")));
        host.run(host.update(a("1.1.0")));
        host.run(host.update(a("1.2.0")));
        host.run(new Command.Archive(ID));
        host.run(reinstall(a("1.3.0")));
        assertThat(host.contents.digests())
                .hasSameSizeAs(host.runtime().extension(ID).revisions());
    }
}
