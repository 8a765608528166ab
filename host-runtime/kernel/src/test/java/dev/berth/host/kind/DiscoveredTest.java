/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.discovery.Discovery;
import dev.berth.host.extension.ExtensionRegistry;
import dev.berth.host.extension.Scope;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.host.identity.Tenancy;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.host.live.Caller;
import dev.berth.manifest.Kind;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a host shows is what is live, as far as it is held for who asks (LIFE-130 to LIFE-134, LIFE-S38). */
class DiscoveredTest {
    private static final String SKILLS = "@acme/notes-skills";
    private static final ExtensionId ID = ExtensionId.of(SKILLS);
    private static final Scope ACME = Scope.of(Optional.of("acme"));

    private final FakeHost host = new FakeHost(builder -> builder.multiTenant(true));

    @BeforeEach
    void install() {
        host.verifier.content("skills/greet/SKILL.md", "---\nname: greet\ndescription: Greets people\n---\nHello.\n");
        host.engine.script(SKILLS + " 1.0.0").onRegister(ctx -> FakeHost.tool(ctx, "greet", "hello"));
        Manifests skills = Manifests.of(SKILLS, "1.0.0").kind(Kind.SKILL).ports(PortName.MCP);
        host.run(new Command.Install(host.source(skills, new GrantChoice.All()), ACME));
    }

    @AfterEach
    void close() {
        host.close();
    }

    private List<String> found(String organization) {
        return host.runtime().views().discovered(Optional.of(organization)).extensions().stream()
                .map(found -> found.id())
                .toList();
    }

    /** The only row there is, as the host would have left it behind. */
    private NativeRow stale() {
        return host.store.natives().load().get(0);
    }

    @Test
    @DisplayName(
            "LIFE-S38: visible is present; invisible to who asks is absent, and its tool is unknown to them (LIFE-134)")
    void visible() {
        assertThat(found("acme")).containsExactly(SKILLS);
        assertThat(found("other")).isEmpty();
        String tool = host.runtime().tools(Caller.user("ada", "acme")).get(0).name();
        assertThat(host.runtime().tools(Caller.user("eve", "other"))).isEmpty();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.runtime().callTool(tool, JsonObject.of(), Caller.user("eve", "other")))
                .satisfies(thrown -> assertThat(thrown.problem().code()).isEqualTo(ProblemCode.TOOL_UNKNOWN));
    }

    /** Tells whether acme would see it, were this row all that is held. */
    private boolean shows(NativeRow held) {
        host.store.natives().load().forEach(host.store.natives()::delete);
        host.store.natives().save(held);
        Kinds kinds = new Kinds(host.store.natives(), Tenancy.SEVERAL, revision -> Optional.empty(), id -> false);
        kinds.load();
        ExtensionRegistry registry = new ExtensionRegistry(host.store.extensions());
        registry.load(id -> true);
        return new Discovery(kinds.readers(registry)).shows(registry.require(ID), Optional.of("acme"));
    }

    @Test
    @DisplayName(
            "LIFE-130, LIFE-S38: what is held and archived, or of another content or scope, does not show what is live")
    void notHeld() {
        NativeRow row = stale();
        assertThat(shows(row)).isTrue();
        assertThat(shows(row.archived(true))).isFalse();
        assertThat(shows(new NativeRow(ID, row.kind(), ACME, "other", row.part(), row.name(), "{}", false)))
                .isFalse();
        Scope other = Scope.of(Optional.of("other"));
        assertThat(shows(
                        new NativeRow(ID, row.kind(), other, row.packageDigest(), row.part(), row.name(), "{}", false)))
                .isFalse();
    }

    @Test
    @DisplayName("LIFE-130: the tools of what is live and not held are listed for nobody, and cannot be called")
    void toolsOfWhatIsNotHeld() {
        host.verifier.content("skills/greet/SKILL.md", "no front matter");
        host.engine.script("@acme/bare-skills 1.0.0").onRegister(ctx -> FakeHost.tool(ctx, "bare", "hello"));
        Manifests bare =
                Manifests.of("@acme/bare-skills", "1.0.0").kind(Kind.SKILL).ports(PortName.MCP);
        host.run(new Command.Install(host.source(bare, new GrantChoice.All()), ACME));
        assertThat(host.state("@acme/bare-skills")).isEqualTo("ACTIVE");
        assertThat(found("acme")).containsExactly(SKILLS);
        Caller ada = Caller.user("ada", "acme");
        assertThat(host.runtime().tools(ada)).hasSize(1);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.runtime().callTool("bare", JsonObject.of(), ada))
                .satisfies(thrown -> assertThat(thrown.problem().code()).isEqualTo(ProblemCode.TOOL_UNKNOWN));
    }

    @Test
    @DisplayName(
            "LIFE-S38: locked is present; active, then archived, leaves; archived with a stale native row is absent")
    void status() {
        host.run(new Command.Lock(ID, ACME));
        assertThat(found("acme")).containsExactly(SKILLS);
        host.run(new Command.Unlock(ID, ACME, true));
        host.run(new Command.Archive(ID, ACME));
        assertThat(found("acme")).isEmpty();
        assertThat(shows(stale().archived(false))).isFalse();
    }

    @Test
    @DisplayName("LIFE-S38: a native row without a manifest, and one of an extension that is deleted, are absent")
    void orphan() {
        NativeRow row = stale();
        host.run(new Command.Uninstall(ID, ACME));
        host.store.natives().save(row);
        host.restart();
        assertThat(found("acme")).isEmpty();
        assertThat(host.runtime().views().discovered(Optional.of("acme")).problems())
                .isEmpty();
    }

    @Test
    @DisplayName("LIFE-S38: one whose status is unreadable is absent")
    void unreadable() {
        host.store.unreadable(ID);
        host.restart();
        assertThat(found("acme")).isEmpty();
    }
}
