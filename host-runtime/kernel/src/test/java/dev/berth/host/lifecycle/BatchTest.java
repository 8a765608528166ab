/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import static dev.berth.sdk.port.PortName.MCP;
import static dev.berth.sdk.port.PortName.SECRETS;
import static dev.berth.sdk.port.PortName.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.GrantView;
import dev.berth.host.Report;
import dev.berth.host.Report.OutcomeView;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Scope;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.FakeVerifier;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MemoryStore;
import dev.berth.host.journal.BatchEntry;
import dev.berth.host.journal.BatchEntry.Phase;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.host.lifecycle.Command.InstallAll;
import dev.berth.host.resolve.Plan;
import dev.berth.manifest.Edge;
import dev.berth.manifest.Edge.Constraint;
import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Installs of several extensions, and of one with what it needs (LIFE-83, LIFE-88 to LIFE-91). */
class BatchTest {
    private static final String A = "@acme/a-connector";
    private static final String B = "@acme/b-connector";
    private static final String C = "@acme/c-connector";
    private static final String D = "@acme/d-connector";

    private final FakeHost host = new FakeHost();

    @AfterEach
    void close() {
        host.close();
    }

    private static Manifests a() {
        return Manifests.of(A, "1.0.0").needs(B, "^1.0.0");
    }

    private static Manifests b() {
        return Manifests.of(B, "1.0.0").needs(C, "^1.0.0").needs(D, "^1.0.0");
    }

    private static Manifests c() {
        return Manifests.of(C, "1.0.0").ports(SETTINGS, MCP);
    }

    private static Manifests d() {
        return Manifests.of(D, "1.0.0");
    }

    private List<Command.Source> sources(Manifests... manifests) {
        return Arrays.stream(manifests)
                .map(manifest -> host.source(manifest, new GrantChoice.All()))
                .toList();
    }

    /** The first with what it needs of the rest. */
    private InstallAll closure(Manifests root, Manifests... candidates) {
        return new InstallAll(sources(root), sources(candidates), Scope.PLATFORM);
    }

    private InstallAll all(Manifests... roots) {
        return new InstallAll(sources(roots), List.of(), Scope.PLATFORM);
    }

    private List<String> installed() {
        return host.runtime().extensions().stream()
                .map(view -> view.id() + " " + view.state())
                .toList();
    }

    private List<Problem> problems(Command command) {
        try {
            throw new AssertionError("Not refused: " + host.run(command).summary());
        } catch (ProblemException e) {
            return e.problems();
        }
    }

    @Test
    @DisplayName("LIFE-83: the closure comes in, dependencies first and the root last, and what nobody needs stays out")
    void closure() {
        Manifests other = Manifests.of("@acme/x-connector", "1.0.0");
        Command install = closure(a(), d(), other, c(), b());
        Plan plan = host.runtime().plan(install);
        assertThat(plan.subject()).isEqualTo(A + " 1.0.0");
        assertThat(plan.effects().stream().filter(effect -> effect.startsWith("Installs")))
                .extracting(effect -> effect.split(" ", -1)[1])
                .containsExactly(C, D, B, A);
        assertThat(String.join("\n", plan.effects()))
                .contains("It requests the ports: mcp, settings. Granted now: mcp, settings");
        assertThat(plan.facts().toString()).contains(C, "requestedPorts", "packageDigest");
        Report report = host.runtime().apply(install, Optional.of(plan.digest()), FakeHost.ADA);
        assertThat(report.outcomes()).extracting(OutcomeView::id).containsExactly(C, D, B, A);
        assertThat(installed()).containsExactly(A + " ACTIVE", B + " ACTIVE", C + " ACTIVE", D + " ACTIVE");
        assertThat(host.runtime().grants().stream()
                        .filter(grant -> grant.extension().equals(C)))
                .extracting(GrantView::approved)
                .containsExactly(List.of("mcp", "settings"));
        assertThat(host.store.batchPhases())
                .containsExactly(Phase.PLANNED, Phase.INSTALLING, Phase.INSTALLED, Phase.FINALIZED);
        assertThat(host.run(install).changed()).as("again").isFalse();
        host.restart();
        assertThat(installed()).hasSize(4).allSatisfy(one -> assertThat(one).endsWith("ACTIVE"));
    }

    @Test
    @DisplayName("LIFE-91: several packages that need nothing of each other come in as one batch")
    void independent() {
        Report report = host.run(all(d(), c()));
        assertThat(report.summary()).isEqualTo(C + " 1.0.0, " + D + " 1.0.0 are installed and active.");
        assertThat(report.generation()).isEqualTo(host.runtime().status().generation());
        assertThat(installed()).containsExactly(C + " ACTIVE", D + " ACTIVE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"register", "bootstrap"})
    @DisplayName(
            "LIFE-S22, LIFE-91: a fails to need b that fails: c is undone, a is not started, d that was there is kept")
    void memberFails(String hook) {
        host.run(host.install(d()));
        String before = host.store.snapshot();
        if (hook.equals("register")) {
            host.engine.script(B + " 1.0.0").onRegister(ctx -> {
                throw new IllegalStateException("boom");
            });
        } else {
            host.engine.script(B + " 1.0.0").onBootstrap(ctx -> {
                throw new IllegalStateException("boom");
            });
        }
        host.engine.script(C + " 1.0.0").onRegister(ctx -> FakeHost.tool(ctx, "c", "c"));
        Problem problem = problems(closure(a(), b(), c(), d())).get(0);
        assertThat(problem.code()).isEqualTo(ProblemCode.BATCH_ROLLED_BACK);
        assertThat(problem.summary()).startsWith(B + " 1.0.0 did not come up");
        assertThat(problem.causes().get(0).code()).isEqualTo(ProblemCode.HOOK_FAILED);
        assertThat(installed()).containsExactly(D + " ACTIVE");
        assertThat(host.tools()).isEmpty();
        assertThat(host.store.snapshot()).isEqualTo(before);
        assertThat(host.contents.digests()).containsExactly(FakeVerifier.digest(d().make()));
        assertThat(host.store.batchPhases()).endsWith(Phase.INSTALLED, Phase.ROLLED_BACK);
        assertThat(host.engine.script(A + " 1.0.0").trace())
                .as("LIFE-23: bootstrap is the second pass")
                .doesNotContain("bootstrap")
                .hasSize(hook.equals("register") ? 0 : 4);
    }

    @Test
    @DisplayName("LIFE-S23: a member of a foreign scope, one at another version, one in git, one that nobody sent")
    void refusals() {
        Manifests foreign = Manifests.of("@other/o-connector", "1.0.0");
        Manifests needsForeign = Manifests.of(A, "1.0.0").needs("@other/o-connector", "^1.0.0");
        assertThat(host.refused(closure(needsForeign, foreign))).isEqualTo(ProblemCode.DEPENDENCY_SCOPE);
        host.run(all(needsForeign, foreign));
        host.run(new Command.Uninstall(ExtensionId.of(A)));
        assertThat(host.refused(closure(a(), Manifests.of(B, "2.0.0")))).isEqualTo(ProblemCode.MEMBER_UNRESOLVABLE);
        assertThat(problems(closure(a(), Manifests.of(B, "2.0.0"))).get(0).summary())
                .contains("what was sent is 2.0.0");
        host.run(host.install(Manifests.of(B, "2.0.0")));
        assertThat(host.refused(closure(a(), Manifests.of(B, "1.0.0"))))
                .isEqualTo(ProblemCode.INSTALLED_VERSION_CONFLICT);
        Edge git = new PackageEdge(
                ExtensionId.of(C), Optional.empty(), Edge.Type.RUNTIME, true, new Constraint.GitRef("github:acme/c"));
        assertThat(host.refused(closure(Manifests.of(A, "1.0.0").edge(git), c())))
                .isEqualTo(ProblemCode.DEPENDENCY_GIT_REF);
        Manifests two = Manifests.of(A, "1.0.0").needs(C, "^1.0.0").needs(D, "^1.0.0");
        Manifests strict = Manifests.of(D, "1.0.0").needs(C, "2.0.0");
        assertThat(host.refused(closure(two, c(), strict))).isEqualTo(ProblemCode.RANGE_VIOLATED);
        assertThat(host.refused(all(c(), Manifests.of(C, "2.0.0")))).isEqualTo(ProblemCode.INSTALLED_VERSION_CONFLICT);
    }

    @Test
    @DisplayName("LIFE-83, MAN-137, MAN-138: optional and peer edges bring nothing in; all refusals come at once")
    void edges() {
        Manifests root = Manifests.of(A, "1.0.0")
                .edge(C, "^1.0.0", Edge.Type.RUNTIME, false)
                .edge(D, "^1.0.0", Edge.Type.PEER, true);
        host.run(closure(root, c(), d()));
        assertThat(installed()).containsExactly(A + " ACTIVE");
        List<Problem> all = problems(
                closure(Manifests.of(B, "1.0.0").needs(C, "^2.0.0").needs("@acme/z-connector", "^1.0.0"), c()));
        assertThat(all)
                .extracting(Problem::code)
                .contains(ProblemCode.MEMBER_UNRESOLVABLE)
                .hasSizeGreaterThan(1);
    }

    @Test
    @DisplayName("LIFE-84: ports that are named for all go to those that ask; one that nobody asks for is refused")
    void grants() {
        Command.Source c = host.source(c(), new GrantChoice.Only(FakeHost.ports(SETTINGS)));
        Command.Source d = host.source(d(), new GrantChoice.Only(FakeHost.ports(SETTINGS)));
        host.run(new InstallAll(List.of(c, d), List.of(), Scope.PLATFORM));
        assertThat(host.runtime().grants())
                .extracting(GrantView::approved)
                .containsExactly(List.of("settings"), List.of());
        host.run(new Command.Uninstall(ExtensionId.of(C)));
        Command.Source wide = host.source(c(), new GrantChoice.Only(FakeHost.ports(SECRETS)));
        assertThat(host.refused(new InstallAll(List.of(wide), List.of(), Scope.PLATFORM)))
                .isEqualTo(ProblemCode.GRANT_NOT_REQUESTED);
    }

    @Test
    @DisplayName("LIFE-S24: what changes between consent and commit makes the plan stale; nothing is written")
    void stale() {
        Command install = closure(a(), b(), c(), d());
        String digest = host.runtime().plan(install).digest();
        host.run(host.install(d()));
        String before = host.store.snapshot();
        try {
            host.runtime().apply(install, Optional.of(digest), FakeHost.ADA);
            throw new AssertionError("Not refused");
        } catch (ProblemException e) {
            assertThat(e.problem().code()).isEqualTo(ProblemCode.PLAN_STALE);
        }
        assertThat(host.store.snapshot()).isEqualTo(before);
        assertThat(host.contents.digests()).hasSize(1);
    }

    @Test
    @DisplayName("LIFE-91, LIFE-89: a commit that fails leaves neither rows nor bytes, and a closed journal")
    void commitFails() {
        String before = host.store.snapshot();
        host.store.failCommit(2, MemoryStore.diskFull());
        assertThat(problems(closure(a(), b(), c(), d())).get(0).code()).isEqualTo(ProblemCode.DISK_FULL);
        assertThat(host.store.snapshot()).isEqualTo(before);
        assertThat(host.contents.digests()).isEmpty();
        assertThat(host.store.batchPhases()).containsExactly(Phase.PLANNED, Phase.INSTALLING, Phase.ROLLED_BACK);
    }

    @Test
    @DisplayName(
            "LIFE-S27, LIFE-90: an undo that fails is said with what is left, refuses another batch, and is done at the next boot")
    void undoFails() {
        host.run(host.install(d()));
        String before = host.store.snapshot();
        host.engine.script(B + " 1.0.0").onRegister(ctx -> {
            host.store.failCommit(0, MemoryStore.diskFull());
            throw new IllegalStateException("boom");
        });
        Problem problem = problems(closure(a(), b(), c(), d())).get(0);
        assertThat(problem.code()).isEqualTo(ProblemCode.ROLLBACK_INCOMPLETE);
        assertThat(problem.facts().toString()).contains("\"rollbackComplete\":false", C, B, A);
        assertThat(host.refused(all(Manifests.of("@acme/x-connector", "1.0.0"))))
                .isEqualTo(ProblemCode.BATCH_OVERLAP);
        host.restart();
        assertThat(host.store.snapshot()).isEqualTo(before);
        assertThat(installed()).containsExactly(D + " ACTIVE");
        host.run(all(Manifests.of("@acme/x-connector", "1.0.0")));
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"PLANNED", "INSTALLING", "INSTALLED"})
    @DisplayName(
            "LIFE-88, LIFE-92: a host that ends after each step of a batch starts with none of it, and the rest as it was")
    void cutShort(Phase phase) {
        host.run(host.install(d()));
        String before = host.store.snapshot();
        List<BatchEntry.Member> members = List.of(member(d()), member(c()));
        if (phase == Phase.INSTALLED) {
            host.run(host.install(c()));
        }
        BatchEntry entry = new BatchEntry("b1", Optional.empty(), members.subList(1, 2), phase, host.clock.instant());
        host.store.journal().append(entry);
        host.restart();
        assertThat(installed()).containsExactly(D + " ACTIVE");
        assertThat(host.store.snapshot()).isEqualTo(before);
        assertThat(host.store.journal().openBatches()).isEmpty();
        assertThat(host.store.auditLines().stream().filter(line -> line.startsWith("ExtensionUninstalled")))
                .hasSize(phase == Phase.INSTALLED ? 1 : 0)
                .allSatisfy(line -> assertThat(line).endsWith(By.CONFIG.actor()));
    }

    private static BatchEntry.Member member(Manifests manifest) {
        return new BatchEntry.Member(manifest.make().id(), FakeVerifier.digest(manifest.make()));
    }

    @Test
    @DisplayName(
            "LIFE-3, LIFE-4, LIFE-114: a batch of an organisation joins what others have, and its undo takes its rows alone")
    void organizations() {
        try (FakeHost several = new FakeHost(builder -> builder.multiTenant(true))) {
            Scope acme = Scope.of(Optional.of("acme"));
            Scope other = Scope.of(Optional.of("other"));
            Command.Source c = several.source(c(), new GrantChoice.All());
            Command.Source b = several.source(Manifests.of(B, "1.0.0").needs(C, "^1.0.0"), new GrantChoice.All());
            several.run(new Command.Install(c, acme));
            several.engine.script(B + " 1.0.0").onRegister(ctx -> {
                throw new IllegalStateException("boom");
            });
            InstallAll batch = new InstallAll(List.of(b), List.of(c), other);
            try {
                several.run(batch);
                throw new AssertionError("Not refused");
            } catch (ProblemException e) {
                assertThat(e.problem().code()).isEqualTo(ProblemCode.BATCH_ROLLED_BACK);
            }
            assertThat(several.runtime().extensions()).singleElement().satisfies(view -> {
                assertThat(view.state()).isEqualTo("ACTIVE");
                assertThat(view.scopes()).hasSize(1);
            });
            several.engine.script(B + " 1.0.0").onRegister(ctx -> {});
            several.run(batch);
            assertThat(several.view(C).scopes()).hasSize(2);
            assertThat(several.state(B)).isEqualTo("ACTIVE");
        }
    }

    @Test
    @DisplayName("LIFE-89, LIFE-91: the permissions of what is undone go with it")
    void permissions() {
        String before = host.store.snapshot();
        host.engine.script(D + " 1.0.0").onRegister(ctx -> {
            throw new IllegalStateException("boom");
        });
        assertThat(problems(all(d(), c().permissions("clock"))).get(0).code()).isEqualTo(ProblemCode.BATCH_ROLLED_BACK);
        assertThat(host.store.snapshot()).isEqualTo(before);
    }
}
