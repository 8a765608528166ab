/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import static dev.berth.sdk.port.PortName.MCP;
import static dev.berth.sdk.port.PortName.SETTINGS;
import static dev.berth.sdk.port.PortName.UI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.ExtensionView.UpdateView;
import dev.berth.host.Report;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MemoryStore;
import dev.berth.host.journal.JournalEntry.Phase;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** LIFE-97, LIFE-S28: an update whose hook needs a port that nobody has decided on waits, and the old revision serves. */
class WaitingTest {
    private static final String A = "@acme/a-connector";
    private static final ExtensionId ID = ExtensionId.of(A);

    private final FakeHost host = new FakeHost();

    @BeforeEach
    void install() {
        script("1.0.0", false);
        script("1.1.0", true);
        host.run(host.install(a("1.0.0").ports(MCP)));
    }

    @AfterEach
    void close() {
        host.close();
    }

    private static Manifests a(String version) {
        return Manifests.of(A, version).ports(MCP);
    }

    private void script(String version, boolean needsSettings) {
        host.engine.rewrite(A + " " + version).onRegister(ctx -> {
            FakeHost.tool(ctx, "who", version);
            if (needsSettings) {
                ctx.settings().set("a", 1);
            }
        });
    }

    private Report update(Manifests manifest) {
        return host.run(new Command.Update(host.source(manifest, new GrantChoice.None())));
    }

    private Command grantSettings() {
        return new Command.Grant(ID, FakeHost.ports(SETTINGS), Optional.empty());
    }

    private String who() {
        return host.call("who").string("result").orElseThrow();
    }

    private Optional<UpdateView> staged() {
        return host.view(A).update();
    }

    private Phase lastPhase() {
        return host.store.journalLines().getLast().phase();
    }

    @Test
    @DisplayName("LIFE-97, LIFE-S28: the update is staged, the old one serves; approval swaps by itself")
    void approved() {
        Report report = update(a("1.1.0").ports(SETTINGS));
        assertThat(report.summary()).isEqualTo(A + " 1.1.0 waits for a grant; " + A + " 1.0.0 still serves.");
        assertThat(who()).isEqualTo("1.0.0");
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(staged()).hasValueSatisfying(next -> {
            assertThat(next.version()).isEqualTo("1.1.0");
            assertThat(next.state()).isEqualTo("waiting-for-grant");
            assertThat(next.problems().get(0).code()).isEqualTo(ProblemCode.GRANT_PENDING);
            assertThat(next.problems().get(0).summary()).contains("pending: settings", A + " 1.0.0 serves meanwhile");
        });
        assertThat(host.runtime().why(ID).summary()).endsWith("Its update to 1.1.0 is waiting-for-grant.");
        assertThat(host.runtime().why(ID).chain()).extracting(Problem::code).containsExactly(ProblemCode.GRANT_PENDING);
        assertThat(host.contents.digests())
                .as("LIFE-109: what is staged is kept")
                .hasSize(2);
        assertThat(lastPhase()).isEqualTo(Phase.WAITING);
        assertThat(host.store.journal().open()).isEmpty();
        long generation = host.runtime().status().generation();
        Report granted = host.run(grantSettings());
        assertThat(granted.outcomes()).extracting(outcome -> outcome.outcome()).contains("activated");
        assertThat(who()).isEqualTo("1.1.0");
        assertThat(host.runtime().status().generation()).isEqualTo(generation + 1);
        assertThat(host.store.settingsRows()).hasSize(1);
        assertThat(staged()).isEmpty();
        assertThat(lastPhase()).isEqualTo(Phase.FINALIZED);
        assertThat(host.view(A).revision()).isEqualTo(2);
    }

    @Test
    @DisplayName("LIFE-97: it waits over a restart, with its request and its bytes; a decision after it swaps")
    void survivesARestart() {
        update(a("1.1.0").ports(SETTINGS));
        host.restart();
        assertThat(who()).isEqualTo("1.0.0");
        assertThat(staged()).isPresent();
        assertThat(host.contents.digests()).hasSize(2);
        host.run(grantSettings());
        assertThat(who()).isEqualTo("1.1.0");
    }

    @Test
    @DisplayName(
            "LIFE-97, LIFE-111: what was decided while its extension was archived is followed when that is restored")
    void archivedMeanwhile() {
        update(a("1.1.0").ports(SETTINGS));
        host.run(new Command.Archive(ID));
        host.run(grantSettings());
        assertThat(host.state(A)).as("an archived one is not started by it").isEqualTo("INSTALLED");
        assertThat(host.tools()).isEmpty();
        Report restored = host.run(new Command.Restore(ID));
        assertThat(restored.outcomes()).extracting(outcome -> outcome.version()).contains("1.0.0", "1.1.0");
        assertThat(who()).isEqualTo("1.1.0");
        assertThat(staged()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-97, LIFE-111: also if it was denied: then the update is given up")
    void deniedMeanwhile() {
        update(a("1.1.0").ports(SETTINGS));
        host.run(new Command.Archive(ID));
        host.run(new Command.Deny(ID, Optional.empty()));
        host.run(new Command.Restore(ID));
        assertThat(who()).isEqualTo("1.0.0");
        assertThat(staged()).isEmpty();
        assertThat(host.contents.digests()).hasSize(1);
    }

    @Test
    @DisplayName("LIFE-97: where a crash came between the decision and the swap, the next boot goes on")
    void decidedBeforeACrash() {
        update(a("1.1.0").ports(SETTINGS));
        host.store.failCommit(1, new IllegalStateException("the host is killed"));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> host.run(grantSettings()));
        assertThat(who()).isEqualTo("1.0.0");
        host.restart();
        assertThat(who()).isEqualTo("1.1.0");
        assertThat(staged()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-97: a commit that is refused leaves it waiting, and deciding again tries again")
    void commitFails() {
        update(a("1.1.0").ports(SETTINGS));
        host.store.failCommit(1, MemoryStore.diskFull());
        Report report = host.run(grantSettings());
        assertThat(report.outcomes()).extracting(outcome -> outcome.outcome()).containsExactly("failed");
        assertThat(who()).isEqualTo("1.0.0");
        assertThat(staged()).isPresent();
        host.run(grantSettings());
        assertThat(who()).isEqualTo("1.1.0");
    }

    @Test
    @DisplayName("LIFE-97: denial gives it up, journal superseded; its bytes are collected and its request is dropped")
    void denied() {
        update(a("1.1.0").ports(SETTINGS));
        host.run(new Command.Deny(ID, Optional.empty()));
        assertThat(who()).isEqualTo("1.0.0");
        assertThat(staged()).isEmpty();
        assertThat(lastPhase()).isEqualTo(Phase.SUPERSEDED);
        assertThat(host.contents.digests()).hasSize(1);
        assertThat(host.runtime().grants().get(0).requested()).containsExactly("mcp");
    }

    @Test
    @DisplayName("LIFE-97: another update takes its place, journal superseded; its number is not used again")
    void superseded() {
        update(a("1.1.0").ports(SETTINGS));
        script("1.2.0", false);
        update(a("1.2.0"));
        assertThat(who()).isEqualTo("1.2.0");
        assertThat(staged()).isEmpty();
        assertThat(host.view(A).revision()).isEqualTo(3);
        assertThat(host.store.journalLines()).extracting(entry -> entry.phase()).contains(Phase.SUPERSEDED);
        update(a("1.1.0").ports(SETTINGS));
        assertThat(staged()).isPresent();
        host.run(new Command.Rollback(ID));
        assertThat(who()).isEqualTo("1.0.0");
        assertThat(staged()).isEmpty();
        assertThat(host.runtime().grants().get(0).requested()).containsExactly("mcp");
    }

    @Test
    @DisplayName("LIFE-97: of two pending ports the first decision leaves it waiting if its hook needs the other one")
    void oneOfTwo() {
        update(a("1.1.0").ports(SETTINGS, UI));
        host.run(new Command.Grant(ID, FakeHost.ports(UI), Optional.empty()));
        assertThat(who()).as("what is left of the request counts as denied").isEqualTo("1.0.0");
        assertThat(staged()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-100: an update that fails when it goes on is rolled back; the grant stands for the next one")
    void failsLater() {
        update(a("1.1.0").ports(SETTINGS));
        host.engine.rewrite(A + " 1.1.0").onRegister(ctx -> {
            throw new IllegalStateException("boom");
        });
        Report report = host.run(grantSettings());
        assertThat(report.outcomes()).extracting(outcome -> outcome.outcome()).containsExactly("failed");
        assertThat(who()).isEqualTo("1.0.0");
        assertThat(staged()).isEmpty();
        assertThat(lastPhase()).isEqualTo(Phase.ROLLED_BACK);
        assertThat(host.contents.digests()).hasSize(1);
    }

    @Test
    @DisplayName("LIFE-97: a rollback to a revision whose port is pending does not wait; uninstalling leaves nothing")
    void gone() {
        update(a("1.1.0").ports(SETTINGS));
        host.run(new Command.Uninstall(ID));
        assertThat(host.contents.digests()).isEmpty();
        assertThat(host.runtime().grants()).isEmpty();
        assertThat(host.store.journal().waiting(ID)).isEmpty();
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> host.run(grantSettings()));
    }

    @Test
    @DisplayName("LIFE-97: where the old one does not run, nobody is told that it serves")
    void nothingServes() {
        host.engine.rewrite(A + " 1.0.0").onRegister(ctx -> {
            throw new IllegalStateException("boom");
        });
        host.restart();
        assertThat(update(a("1.1.0").ports(SETTINGS)).summary())
                .isEqualTo(A + " 1.1.0 waits for a grant; " + A + " 1.0.0 is in place as before, not active.");
        assertThat(staged().orElseThrow().problems().get(0).summary())
                .contains(A + " 1.0.0 is in place meanwhile, and does not run");
        host.run(grantSettings());
        assertThat(who()).isEqualTo("1.1.0");
    }
}
