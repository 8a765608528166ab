/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import static dev.berth.sdk.port.PortName.MCP;
import static dev.berth.sdk.port.PortName.SECRETS;
import static dev.berth.sdk.port.PortName.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.GrantView;
import dev.berth.host.Report;
import dev.berth.host.extension.Scope;
import dev.berth.host.extension.Tier;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.FakeVerifier;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MemoryStore;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.host.resolve.Plan;
import dev.berth.sdk.ConfigGate;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UpdateTest {
    private static final String A = "@acme/a-connector";
    private static final String B = "@acme/b-connector";
    private static final ExtensionId ID = ExtensionId.of(A);

    private final FakeHost host = new FakeHost();

    @AfterEach
    void close() {
        host.close();
    }

    private static Manifests a(String version) {
        return Manifests.of(A, version).ports(MCP);
    }

    private Command update(Manifests manifest, GrantChoice choice) {
        return new Command.Update(host.source(manifest, choice));
    }

    private GrantView grant() {
        return host.runtime().grants().get(0);
    }

    @Test
    @DisplayName(
            "LIFE-S28, PORT-S9, PORT-29: a grown request is pending after the update; what was approved stays usable, a call of the"
                    + " new port is refused as pending")
    void grownPorts() {
        host.run(host.install(a("1.0.0")));
        host.engine.script(A + " 1.1.0").onRegister(ctx -> {
            FakeHost.tool(ctx, "t", "1.1.0");
            ctx.mcp()
                    .registerTool(McpTool.of(
                            "new",
                            "d",
                            JsonObject.of("type", "object"),
                            input -> ctx.settings().get("a", String.class).orElse("nothing")));
        });
        host.run(update(a("1.1.0").ports(SETTINGS), new GrantChoice.None()));
        assertThat(host.call("t")).hasToString("{\"result\":\"1.1.0\"}");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.call("new"))
                .satisfies(thrown -> assertThat(thrown.problem().causes())
                        .singleElement()
                        .satisfies(cause -> {
                            assertThat(cause.code()).isEqualTo(ProblemCode.PORT_NOT_GRANTED);
                            assertThat(cause.facts().string("reason")).contains("pending");
                        }));
        assertThat(grant().status()).isEqualTo("PENDING");
        assertThat(grant().approved()).containsExactly("mcp");
        assertThat(grant().pending()).containsExactly("settings");
    }

    @Test
    @DisplayName("PORT-29: granting one of two new ports with the update leaves the other pending, not denied")
    void partialGrant() {
        host.run(host.install(a("1.0.0")));
        host.run(update(a("1.1.0").ports(SETTINGS, SECRETS), new GrantChoice.Only(FakeHost.ports(SETTINGS))));
        assertThat(grant().approved()).containsExactly("mcp", "settings");
        assertThat(grant().pending()).containsExactly("secrets");
        assertThat(grant().denied()).isEmpty();
    }

    @Test
    @DisplayName("PORT-22, PORT-39: when the update is rolled back, the row of grants is as it was")
    void rolledBackGrants() {
        host.run(host.install(a("1.0.0")));
        host.run(new Command.Revoke(ID, FakeHost.ports(MCP)));
        GrantView before = grant();
        host.engine.script(A + " 1.1.0").onRegister(ctx -> {
            throw new IllegalStateException("boom");
        });
        assertThat(host.refused(host.update(a("1.1.0")))).isEqualTo(ProblemCode.UPDATE_ROLLED_BACK);
        assertThat(grant())
                .usingRecursiveComparison()
                .ignoringFields("decidedBy", "decidedAt")
                .isEqualTo(before);
        assertThat(host.refused(host.update(a("1.1.0").ports(SETTINGS)))).isEqualTo(ProblemCode.UPDATE_ROLLED_BACK);
        assertThat(grant().requested()).containsExactly("mcp");
        assertThat(grant().status()).isEqualTo("REVOKED");
    }

    @Test
    @DisplayName("PORT-27: an update with the same ports undoes no revocation, whatever policy would approve")
    void revocationSurvives() {
        host.verifier.tier(Tier.OFFICIAL);
        host.run(host.install(a("1.0.0")));
        host.run(new Command.Revoke(ID, FakeHost.ports()));
        host.run(update(a("1.1.0"), new GrantChoice.None()));
        assertThat(grant().status()).isEqualTo("REVOKED");
        assertThat(grant().approved()).isEmpty();
        host.run(update(a("1.2.0").ports(SETTINGS), new GrantChoice.None()));
        assertThat(grant().approved())
                .as("policy decides on the new port alone")
                .containsExactly("settings");
        assertThat(grant().revoked()).containsExactly("mcp");
    }

    @Test
    @DisplayName("LIFE-S31, MAN-S31: an update that breaks a live dependent is refused; of an archived one it is not")
    void breaksDependents() {
        host.run(host.install(a("1.0.0")));
        host.run(host.install(Manifests.of(B, "1.0.0").needs(A, "^1")));
        assertThat(host.refused(host.update(a("2.0.0")))).isEqualTo(ProblemCode.UPDATE_BREAKS_DEPENDENTS);
        assertThat(host.contents.digests()).hasSize(2);
        host.run(new Command.Archive(ExtensionId.of(B)));
        host.run(host.update(a("2.0.0")));
        assertThat(host.refused(new Command.Restore(ExtensionId.of(B)))).isEqualTo(ProblemCode.RANGE_VIOLATED);
    }

    @Test
    @DisplayName("MAN-149: an update that would close a cycle is refused, since the next boot would activate neither")
    void closesACycle() {
        host.run(host.install(a("1.0.0")));
        host.run(host.install(Manifests.of(B, "1.0.0").needs(A, "*")));
        assertThat(host.refused(host.update(a("1.1.0").needs(B, "*")))).isEqualTo(ProblemCode.REQUIREMENT_CYCLE);
    }

    @Test
    @DisplayName("LIFE-103: the same digest again changes nothing, and tries to activate what is not active")
    void sameDigest() {
        host.engine.script(A + " 1.0.0").onRegister(ctx -> {
            throw new IllegalStateException("boom");
        });
        host.run(host.install(a("1.0.0")));
        host.engine.rewrite(A + " 1.0.0");
        String before = host.store.snapshot();
        assertThat(host.run(host.update(a("1.0.0"))).plan().operation()).isEqualTo("activate");
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(host.store.snapshot()).isEqualTo(before);
    }

    @Test
    @DisplayName("LIFE-101, LIFE-6: rollback goes back by the same steps; numbers of revisions are never used twice")
    void rollback() {
        host.run(host.install(a("1.0.0")));
        assertThat(host.refused(new Command.Rollback(ID))).isEqualTo(ProblemCode.ROLLBACK_TARGET_MISSING);
        host.run(host.update(a("1.1.0")));
        host.run(new Command.Rollback(ID));
        assertThat(host.view(A).version()).isEqualTo("1.0.0");
        assertThat(host.view(A).revision()).isEqualTo(1);
        assertThat(host.engine.loaded()).containsExactly(A + " 1.0.0");
        host.run(host.update(a("1.2.0")));
        assertThat(host.view(A).revision()).isEqualTo(3);
        assertThat(host.contents.digests())
                .as("LIFE-109: the current one and two to go back to")
                .hasSize(3);
    }

    @Test
    @DisplayName("LIFE-101, LIFE-109, LIFE-S45: rollback to any of the last two revisions, by version or number")
    void rollbackTo() {
        host.run(host.install(a("1.0.0")));
        for (String version : List.of("1.1.0", "1.2.0", "1.3.0")) {
            host.run(host.update(a(version)));
        }
        assertThat(host.contents.digests()).as("1.0.0 is collected").hasSize(3);
        for (String gone : List.of("1.0.0", "1", "1.3.0", "4", "", "9.9.9")) {
            assertThat(host.refused(new Command.Rollback(ID, Scope.PLATFORM, Optional.of(gone))))
                    .as(gone)
                    .isEqualTo(ProblemCode.ROLLBACK_TARGET_MISSING);
        }
        host.run(new Command.Rollback(ID, Scope.PLATFORM, Optional.of("1.1.0")));
        assertThat(host.engine.loaded()).containsExactly(A + " 1.1.0");
        host.restart();
        assertThat(host.runtime().extension(ID).revisions())
                .extracting(revision -> revision.version())
                .containsExactly("1.1.0", "1.3.0", "1.2.0");
        host.run(new Command.Rollback(ID, Scope.PLATFORM, Optional.of("3")));
        assertThat(host.view(A).version()).isEqualTo("1.2.0");
        host.run(host.update(a("1.4.0")));
        assertThat(host.view(A).revision()).isEqualTo(5);
    }

    @Test
    @DisplayName(
            "LIFE-S45, LIFE-109: what one extension has replaced, or leaves, is collected; another one keeps its own")
    void eachForItself() {
        for (String version : List.of("1.0.0", "1.1.0", "1.2.0", "1.3.0")) {
            host.run(
                    version.equals("1.0.0")
                            ? host.install(Manifests.of(B, version))
                            : host.update(Manifests.of(B, version)));
        }
        List<String> others = host.contents.digests().stream().sorted().toList();
        assertThat(others)
                .hasSize(3)
                .doesNotContain(FakeVerifier.digest(Manifests.of(B, "1.0.0").make()));
        host.run(host.install(a("1.0.0")));
        host.run(host.update(a("1.1.0")));
        assertThat(host.contents.digests()).hasSize(5);
        host.run(new Command.Uninstall(ID));
        assertThat(host.contents.digests()).containsExactlyInAnyOrderElementsOf(others);
        host.run(new Command.Rollback(ExtensionId.of(B), Scope.PLATFORM, Optional.of("1.1.0")));
        assertThat(host.engine.loaded()).containsExactly(B + " 1.1.0");
    }

    @Test
    @DisplayName("LIFE-101, LIFE-54: stored bytes of the rollback target that were changed are not loaded")
    void damagedTarget() {
        host.run(host.install(a("1.0.0")));
        host.run(host.update(a("1.1.0")));
        host.contents.damage(FakeVerifier.digest(a("1.0.0").make()));
        assertThat(host.refused(new Command.Rollback(ID))).isEqualTo(ProblemCode.CONTENT_DIGEST_MISMATCH);
        assertThat(host.state(A)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("LIFE-103, PORT-22: of an archived extension, a commit that fails leaves row and grants as they were")
    void archivedUpdateFails() {
        host.run(host.install(a("1.0.0")));
        host.run(new Command.Archive(ID));
        String before = host.store.snapshot();
        host.store.failCommit(2, MemoryStore.diskFull());
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.run(host.update(a("1.1.0").ports(SETTINGS))));
        assertThat(grant().requested()).containsExactly("mcp");
        assertThat(host.store.grants().load().rows().get(0).next()).isEmpty();
        assertThat(host.contents.digests()).hasSize(1);
        assertThat(before).isNotEmpty();
    }

    @Test
    @DisplayName(
            "PORT-S13, PORT-S14, PORT-53, PORT-55: revoking withdraws what came through a port; approving brings it back")
    void revokeAndApprove() {
        host.engine.script(A + " 1.0.0").onRegister(ctx -> FakeHost.tool(ctx, "t", "answer"));
        host.run(host.install(a("1.0.0")));
        host.run(new Command.Revoke(ID, FakeHost.ports()));
        assertThat(host.tools()).isEmpty();
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        Report report = host.run(new Command.Grant(ID, FakeHost.ports(MCP), Optional.of(grant().requestHash())));
        assertThat(report.changed()).isTrue();
        assertThat(host.call("t")).hasToString("{\"result\":\"answer\"}");
        assertThat(host.run(new Command.Grant(ID, FakeHost.ports(MCP), Optional.empty()))
                        .changed())
                .isFalse();
        assertThat(host.refused(new Command.Grant(ID, FakeHost.ports(MCP), Optional.of("stale"))))
                .isEqualTo(ProblemCode.GRANT_STALE);
    }

    @Test
    @DisplayName("PORT-55: a re-activation that fails is an outcome; the grant stands, and granting again tries again")
    void reactivationFails() {
        host.engine.script(A + " 1.0.0").onRegister(ctx -> {
            ctx.settings().set("written", 1);
            FakeHost.tool(ctx, "t", "answer");
        });
        host.run(host.install(a("1.0.0").ports(SETTINGS)));
        host.run(new Command.Revoke(ID, FakeHost.ports()));
        Command grant = new Command.Grant(ID, FakeHost.ports(MCP, SETTINGS), Optional.empty());
        host.store.failCommit(1, MemoryStore.diskFull());
        Report report = host.run(grant);
        assertThat(report.changed()).isTrue();
        assertThat(report.outcomes().get(0).outcome()).isEqualTo("failed");
        assertThat(host.tools()).isEmpty();
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(host.run(grant).changed()).isTrue();
        assertThat(host.call("t")).hasToString("{\"result\":\"answer\"}");
        assertThat(host.run(grant).changed()).isFalse();
    }

    @Test
    @DisplayName("PORT-22: a dependent that registers again in a swap is judged by its standing request")
    void dependentsInASwap() {
        host.engine.wire(B, A);
        host.run(host.install(a("1.0.0")));
        host.engine.script(B + " 1.0.0").onRegister(ctx -> {
            if (ctx.mcp().toString().endsWith("live]")) {
                FakeHost.tool(ctx, "b", "b");
            }
        });
        Manifests dependent = Manifests.of(B, "1.0.0").needs(A, "^1").ports(MCP);
        host.run(new Command.Install(host.source(dependent, new GrantChoice.None())));
        host.engine.script(B + " 1.1.0").onRegister(ctx -> {
            throw new IllegalStateException("boom");
        });
        // the update rolls back, and then its request cannot be dropped
        host.store.failCommit(2, MemoryStore.diskFull());
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.run(
                        host.update(Manifests.of(B, "1.1.0").needs(A, "^1").ports(MCP))));
        host.run(host.update(a("1.1.0")));
        assertThat(host.tools())
                .as("nobody approved it for the revision that runs")
                .isEmpty();
    }

    @Test
    @DisplayName("LIFE-35, TRUST-154: bytes that were changed while the host ran are not loaded, and are mended")
    void damagedSince() {
        host.engine.script(A + " 1.0.0").onRegister(ctx -> {
            throw new IllegalStateException("boom");
        });
        host.run(host.install(a("1.0.0")));
        host.engine.rewrite(A + " 1.0.0");
        host.contents.damage(FakeVerifier.digest(a("1.0.0").make()));
        host.run(new Command.Activate(ID));
        assertThat(host.state(A)).isEqualTo("QUARANTINED");
        assertThat(host.engine.loaded()).isEmpty();
        assertThat(host.view(A).problems())
                .extracting(Problem::code)
                .containsExactly(ProblemCode.CONTENT_DIGEST_MISMATCH);
        host.run(host.install(a("1.0.0")));
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        host.contents.damage(FakeVerifier.digest(a("1.0.0").make()));
        assertThat(host.run(host.update(a("1.0.0"))).changed()).isTrue();
        assertThat(host.contents.isIntact(FakeVerifier.digest(a("1.0.0").make())))
                .as("also while it runs")
                .isTrue();
        assertThat(host.state(A)).isEqualTo("ACTIVE");
    }

    @Test
    @DisplayName("LIFE-37, LIFE-86: what does not want to run can be updated while nothing serves; what serves goes on")
    void declined() {
        ConfigGate off = new ConfigGate() {
            @Override
            public boolean enabled() {
                return false;
            }
        };
        host.engine.script(A + " 1.0.0").config(off);
        host.engine.script(A + " 1.1.0").config(off);
        host.engine.script(A + " 1.3.0").config(off);
        host.run(host.install(a("1.0.0")));
        assertThat(host.run(host.update(a("1.1.0"))).summary())
                .isEqualTo(A + " 1.1.0 is installed, not active [config-disabled].");
        assertThat(host.engine.loaded()).isEmpty();
        assertThat(host.view(A).problems()).extracting(Problem::code).containsExactly(ProblemCode.CONFIG_DISABLED);
        assertThat(host.store.journal().open()).isEmpty();
        host.run(host.update(a("1.2.0")));
        assertThat(host.refused(host.update(a("1.3.0")))).isEqualTo(ProblemCode.UPDATE_ROLLED_BACK);
        assertThat(host.engine.loaded()).containsExactly(A + " 1.2.0");
        assertThat(host.refused(new Command.Rollback(ID))).isEqualTo(ProblemCode.UPDATE_ROLLED_BACK);
    }

    @Test
    @DisplayName("LIFE-84: the ports that an update grants are of its plan: a digest of one choice is none of another")
    void choiceIsPlanned() {
        Manifests before = a("1.0.0").ports(MCP, SETTINGS);
        Manifests next = a("1.1.0").ports(MCP, SETTINGS);
        host.run(new Command.Install(host.source(before, new GrantChoice.Only(FakeHost.ports(MCP)))));
        Plan none = host.runtime().plan(new Command.Update(host.source(next, new GrantChoice.None())));
        Command all = new Command.Update(host.source(next, new GrantChoice.All()));
        assertThat(host.runtime().plan(all).effects())
                .contains("Granted now, of the ports that it asked for before: settings.");
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.runtime().apply(all, Optional.of(none.digest()), FakeHost.ADA))
                .satisfies(thrown -> assertThat(thrown.problem().code()).isEqualTo(ProblemCode.PLAN_STALE));
        assertThat(none.effects()).noneMatch(effect -> effect.contains("Granted"));
        assertThat(host.view(A).grantedPorts()).containsExactly("mcp");
    }

    @Test
    @DisplayName(
            "LIFE-107: each change of what is active counts, also of what registers nothing and of what has no code")
    void counted() {
        for (Manifests first : List.of(a("1.0.0"), Manifests.of(B, "1.0.0").payloadOnly())) {
            ExtensionId id = first.make().id();
            Manifests second = Manifests.of(id.value(), "1.1.0");
            List<Command> changes = List.of(
                    host.install(first),
                    host.update(id.value().equals(B) ? second.payloadOnly() : second),
                    new Command.Rollback(id),
                    new Command.Archive(id));
            for (Command change : changes) {
                long before = host.runtime().status().generation();
                assertThat(host.run(change).generation()).as(change.toString()).isEqualTo(before + 1);
            }
            assertThat(host.run(new Command.Archive(id)).generation())
                    .isEqualTo(host.runtime().status().generation());
            host.run(new Command.Restore(id));
        }
        host.restart();
        assertThat(host.runtime().status().generation()).as("boot").isEqualTo(1);
    }

    @Test
    @DisplayName("LIFE-101: a target that is not kept is told as text that people can read, however it was asked for")
    void oddTarget() {
        host.run(host.install(a("1.0.0")));
        host.run(host.update(a("1.1.0")));
        String odd = "\u0000\u202e\ud800" + "x".repeat(10_000);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.run(new Command.Rollback(ID, Scope.PLATFORM, Optional.of(odd))))
                .satisfies(thrown -> assertThat(thrown.problem().summary())
                        .contains("found \"<U+0000><U+202E><U+D800>xxx")
                        .hasSizeLessThan(250));
    }
}
