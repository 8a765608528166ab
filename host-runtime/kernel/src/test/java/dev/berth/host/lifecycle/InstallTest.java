/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import static dev.berth.sdk.port.PortName.MCP;
import static dev.berth.sdk.port.PortName.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.GrantView;
import dev.berth.host.Report;
import dev.berth.host.extension.Tier;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MemoryStore;
import dev.berth.host.journal.JournalEntry;
import dev.berth.host.lifecycle.Command.Consent;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.host.resolve.Plan;
import dev.berth.manifest.Kind;
import dev.berth.sdk.port.RuntimePort.RuntimeMode;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class InstallTest {
    private static final String A = "@acme/a-connector";
    private static final ExtensionId ID = ExtensionId.of(A);

    private FakeHost host = new FakeHost();

    @AfterEach
    void close() {
        host.close();
    }

    private static Manifests a() {
        return Manifests.of(A, "1.0.0").ports(SETTINGS, MCP);
    }

    private GrantView grant() {
        return host.runtime().grants().get(0);
    }

    @Test
    @DisplayName("PORT-41, PORT-47: all, none or some of the requested ports are granted; the rest stays pending")
    void grants() {
        host.run(host.install(a()));
        assertThat(grant().approved()).containsExactly("mcp", "settings");
        assertThat(grant().status()).isEqualTo("APPROVED");
        host.run(new Command.Uninstall(ID));
        host.run(new Command.Install(host.source(a(), new GrantChoice.None())));
        assertThat(grant().status()).isEqualTo("PENDING");
        assertThat(grant().pending()).containsExactly("mcp", "settings");
        host.run(new Command.Uninstall(ID));
        host.run(new Command.Install(host.source(a(), new GrantChoice.Only(FakeHost.ports(MCP)))));
        assertThat(grant().status()).isEqualTo("PENDING");
        assertThat(grant().approved()).containsExactly("mcp");
        assertThat(grant().pending()).containsExactly("settings");
        assertThat(grant().denied()).isEmpty();
    }

    @Test
    @DisplayName("PORT-25: a port to grant that is not requested refuses the install")
    void notRequested() {
        Command.Source source =
                host.source(Manifests.of(A, "1.0.0").ports(MCP), new GrantChoice.Only(FakeHost.ports(SETTINGS)));
        assertThat(host.refused(new Command.Install(source))).isEqualTo(ProblemCode.GRANT_NOT_REQUESTED);
    }

    @Test
    @DisplayName("PORT-35, PORT-36, LIFE-S17: policy and configuration approve in their own name")
    void approvedBy() {
        host.verifier.tier(Tier.OFFICIAL);
        host.run(new Command.Install(host.source(a(), new GrantChoice.None())));
        assertThat(grant().approved()).hasSize(2);
        assertThat(host.store.auditLines())
                .contains("PortRequested " + A + " by ada", "PortGranted " + A + " by system:policy")
                .doesNotContain("PortGranted " + A + " by ada");
        host.close();
        host = new FakeHost(builder -> builder.grant(A, SETTINGS));
        host.run(new Command.Install(host.source(a(), new GrantChoice.Only(FakeHost.ports(MCP)))));
        assertThat(grant().status()).isEqualTo("APPROVED");
        assertThat(host.store.auditLines())
                .contains("PortGranted " + A + " by system:config", "PortGranted " + A + " by ada");
    }

    @Test
    @DisplayName("LIFE-75, LIFE-S16: unsigned needs consent outside development, and the consent is audited")
    void consent() {
        host.close();
        host = new FakeHost(builder -> builder.mode(RuntimeMode.PRODUCTION));
        Command.Source source = host.source(a(), new GrantChoice.All());
        Command.Source silent =
                new Command.Source(source.file(), source.origin(), source.name(), source.grant(), Set.of());
        assertThat(host.refused(new Command.Install(silent))).isEqualTo(ProblemCode.UNSIGNED_NEEDS_CONSENT);
        host.run(new Command.Install(source));
        assertThat(host.store.auditLines()).contains("ConsentGiven " + A + " by ada");
    }

    @Test
    @DisplayName("LIFE-68: the version of a working copy is for hosts in development mode")
    void workingCopy() {
        Manifests copy = Manifests.of(A, "0.0.0-dev.1f2e3d");
        host.run(host.install(copy));
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        host.close();
        host = new FakeHost(builder -> builder.mode(RuntimeMode.PRODUCTION));
        assertThat(host.refused(host.install(copy))).isEqualTo(ProblemCode.VERSION_DEV);
        host.run(host.install(a()));
        assertThat(host.refused(host.update(copy))).isEqualTo(ProblemCode.VERSION_DEV);
    }

    @Test
    @DisplayName("GATE-55: a copyleft licence needs acknowledgement, in every mode, and that is shown and audited")
    void license() {
        Problem copyleft = Problem.of(ProblemCode.LICENSE_ACKNOWLEDGE, A, A + " is copyleft.");
        host.verifier.acknowledge(copyleft);
        Command.Source source = host.source(a(), new GrantChoice.All());
        assertThat(host.refused(new Command.Install(source))).isEqualTo(ProblemCode.LICENSE_ACKNOWLEDGE);
        assertThat(host.store.auditLines()).isEmpty();
        Command.Source agreed = new Command.Source(
                source.file(),
                source.origin(),
                source.name(),
                source.grant(),
                Set.of(Consent.UNSIGNED, Consent.LICENSE));
        assertThat(host.run(new Command.Install(agreed)).plan().effects())
                .anyMatch(effect -> effect.startsWith("You acknowledge its copyleft licence"));
        assertThat(host.store.auditLines()).contains("LicenseAcknowledged " + A + " by ada");
    }

    @Test
    @DisplayName("MAN-143: unmet edges are refused, all problems at once")
    void gates() {
        Manifests agent = Manifests.of("@acme/x-agent", "1.0.0")
                .kind(Kind.AGENT)
                .needs(A, "^1")
                .capability("mail", "^1", 1);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.run(host.install(agent)))
                .satisfies(thrown -> assertThat(thrown.problems())
                        .extracting(Problem::code)
                        .containsExactly(ProblemCode.REQUIREMENT_UNMET, ProblemCode.REQUIREMENT_UNMET));
        assertThat(host.contents.digests()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-S21, LIFE-86: a failed activation leaves the row; the same install again only activates")
    void failedActivation() {
        host.engine.script(A + " 1.0.0").onBootstrap(ctx -> {
            throw new IllegalStateException("boom");
        });
        Report report = host.run(host.install(a()));
        assertThat(report.outcomes().get(0).outcome()).isEqualTo("failed");
        assertThat(report.summary()).contains("installed, not active [hook-failed]");
        assertThat(host.state(A)).isEqualTo("FAILED");
        host.engine.rewrite(A + " 1.0.0");
        int journal = host.store.journalLines().size();
        Report again = host.run(host.install(a()));
        assertThat(again.plan().operation()).isEqualTo("activate");
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(host.view(A).revision()).isEqualTo(1);
        assertThat(host.store.journalLines()).hasSize(journal);
    }

    @Test
    @DisplayName(
            "LIFE-S24, LIFE-84: a plan is applied by its digest; when the world moved it is stale and nothing is written")
    void planStale() {
        Command update = host.update(Manifests.of(A, "1.1.0"));
        host.run(host.install(a()));
        Plan plan = host.runtime().plan(update);
        assertThat(host.runtime().plan(update).digest()).as("I9").isEqualTo(plan.digest());
        host.run(host.update(Manifests.of(A, "1.0.5")));
        String before = host.store.snapshot();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.runtime().apply(update, Optional.of(plan.digest()), FakeHost.ADA))
                .satisfies(thrown -> assertThat(thrown.problem().code()).isEqualTo(ProblemCode.PLAN_STALE));
        assertThat(host.store.snapshot()).isEqualTo(before);
        String now = host.runtime().plan(update).digest();
        assertThat(host.runtime().apply(update, Optional.of(now), FakeHost.ADA).changed())
                .isTrue();
    }

    @Test
    @DisplayName("LIFE-84: a plan is about these bytes, not about any others of the same version")
    void planOfOtherBytes() {
        Command archive = new Command.Archive(ExtensionId.of(A));
        host.run(host.install(a()));
        String digest = host.runtime().plan(archive).digest();
        host.run(new Command.Uninstall(ExtensionId.of(A)));
        host.run(host.install(a().permissions("net")));
        assertThat(host.runtime().plan(archive).digest()).isNotEqualTo(digest);
    }

    @Test
    @DisplayName(
            "LIFE-85, LIFE-87, LIFE-88: an install that fails before its commit leaves no bytes, no row and a closed journal")
    void failsBeforeCommit() {
        host.contents.full(true);
        assertThat(host.refused(host.install(a()))).isEqualTo(ProblemCode.DISK_FULL);
        host.contents.full(false);
        for (RuntimeException failure : List.of(MemoryStore.diskFull(), new IllegalStateException("driver"))) {
            host.store.failCommit(1, failure);
            assertThatExceptionOfType(failure.getClass()).isThrownBy(() -> host.run(host.install(a())));
        }
        assertThat(host.runtime().extensions()).isEmpty();
        assertThat(host.runtime().grants()).isEmpty();
        assertThat(host.contents.digests()).isEmpty();
        assertThat(host.store.journal().open()).isEmpty();
        assertThat(host.store.journalLines())
                .extracting(JournalEntry::phase)
                .containsOnly(JournalEntry.Phase.MATERIALIZED, JournalEntry.Phase.ROLLED_BACK);
    }

    @Test
    @DisplayName("LIFE-87: a terminal journal line is the last of its operation, whatever happens after the commit")
    void terminalLines() {
        host.engine.script(A + " 1.0.0").onRegister(ctx -> ctx.settings().set("a", 1));
        host.store.failCommit(2, MemoryStore.diskFull());
        Report report = host.run(host.install(a()));
        assertThat(report.outcomes().get(0).outcome()).isEqualTo("failed");
        assertThat(host.store.journalLines())
                .extracting(JournalEntry::phase)
                .containsExactly(JournalEntry.Phase.MATERIALIZED, JournalEntry.Phase.FINALIZED);
    }

    @Test
    @DisplayName(
            "LIFE-S18, LIFE-39: a register that needs a pending port waits, and activates when the port is granted")
    void grantPending() {
        host.engine.script(A + " 1.0.0").onRegister(ctx -> {
            FakeHost.tool(ctx, "a_tool", "a");
            ctx.settings().get("x");
        });
        Report report = host.run(new Command.Install(host.source(a(), new GrantChoice.Only(FakeHost.ports(MCP)))));
        assertThat(report.outcomes().get(0).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.GRANT_PENDING);
        assertThat(host.state(A)).isEqualTo("INSTALLED");
        assertThat(host.tools()).isEmpty();
        host.run(new Command.Grant(ID, FakeHost.ports(SETTINGS), Optional.empty()));
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(host.tools()).containsExactly("a_tool");
    }

    @Test
    @DisplayName("LIFE-29: what is no package is refused and leaves nothing")
    void noPackage() {
        Command.Source source = host.source(a(), new GrantChoice.All());
        Command.Source other = new Command.Source(
                java.nio.file.Path.of("other.jar"), source.origin(), "other.jar", source.grant(), source.consents());
        assertThat(host.refused(new Command.Install(other))).isEqualTo(ProblemCode.ARCHIVE_UNREADABLE);
    }
}
