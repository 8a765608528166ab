/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import static dev.berth.host.fake.FakeHost.tool;
import static dev.berth.sdk.port.PortName.CAPABILITIES;
import static dev.berth.sdk.port.PortName.MCP;
import static dev.berth.sdk.port.PortName.SECRETS;
import static dev.berth.sdk.port.PortName.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.ExtensionView;
import dev.berth.host.ExtensionView.ScopeView;
import dev.berth.host.GrantView;
import dev.berth.host.Report;
import dev.berth.host.extension.Scope;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.host.live.Caller;
import dev.berth.host.port.config.Writer;
import dev.berth.host.resolve.Plan;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One extension in several scopes (LIFE-3, LIFE-4, LIFE-104, LIFE-114). */
class ScopesTest {
    private static final String A = "@acme/a-connector";
    private static final ExtensionId ID = ExtensionId.of(A);
    private static final Scope ACME = Scope.of(Optional.of("acme"));
    private static final Scope OTHER = Scope.of(Optional.of("other"));
    private static final Caller OF_ACME = Caller.user("ada", "acme");
    private static final Caller OF_OTHER = Caller.user("eve", "other");

    private final FakeHost host = new FakeHost(builder -> builder.multiTenant(true));
    private final List<String> hooks = new ArrayList<>();

    @BeforeEach
    void script() {
        host.engine.script(A + " 1.0.0").onRegister(this::register).onDestroy(ctx -> hooks.add("destroy"));
        host.engine.script(A + " 1.1.0").onRegister(this::register);
    }

    @AfterEach
    void close() {
        host.close();
    }

    private void register(ExtensionContext ctx) {
        hooks.add("register");
        ctx.mcp()
                .registerTool(McpTool.of(
                        "read",
                        "d",
                        JsonObject.of("type", "object"),
                        input -> ctx.settings().get("a", String.class).orElse("nothing")));
    }

    private static Manifests a(String version) {
        return Manifests.of(A, version).ports(MCP, SETTINGS);
    }

    private Report install(String version, Scope scope, GrantChoice choice) {
        return host.run(new Command.Install(host.source(a(version), choice), scope));
    }

    private Report install(Scope scope) {
        return install("1.0.0", scope, new GrantChoice.All());
    }

    private Command.Source source(String version) {
        return host.source(a(version), new GrantChoice.All());
    }

    private String read(Caller caller) {
        return host.runtime()
                .callTool("read", JsonObject.of(), caller)
                .string("result")
                .orElse("");
    }

    private ProblemCode refusal(Caller caller) {
        try {
            throw new AssertionError("Not refused: " + read(caller));
        } catch (ProblemException e) {
            return e.problem().causes().isEmpty()
                    ? e.problem().code()
                    : e.problem().causes().get(0).code();
        }
    }

    private void set(String organization, String value) {
        host.runtime()
                .configuration()
                .of(ID, organization)
                .setSetting("a", JsonValue.of(value), new Writer(FakeHost.ADA, true));
    }

    private List<String> scopes(Optional<String> viewer) {
        return host.runtime().views().extensions(viewer).stream()
                .flatMap(view -> view.scopes().stream())
                .map(scope -> scope.level() + " " + scope.owner() + " " + scope.status())
                .toList();
    }

    private List<String> grants() {
        return host.runtime().grants().stream().map(GrantView::organization).toList();
    }

    @Test
    @DisplayName("LIFE-3, LIFE-4, LIFE-130: an install of one organisation runs, and only its callers see it")
    void own() {
        install(ACME);
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(read(OF_ACME)).isEqualTo("nothing");
        assertThat(refusal(OF_OTHER)).isEqualTo(ProblemCode.TOOL_UNKNOWN);
        assertThat(refusal(Caller.NOBODY))
                .as("PORT-61: who speaks for no organisation finds it, and has no data of one")
                .isEqualTo(ProblemCode.TENANT_MISSING);
        assertThat(host.runtime().tools(OF_OTHER)).isEmpty();
        assertThat(scopes(Optional.empty())).containsExactly("organization acme active");
        assertThat(scopes(Optional.of("acme"))).containsExactly("organization acme active");
        assertThat(scopes(Optional.of("other"))).isEmpty();
        host.restart();
        assertThat(read(OF_ACME)).isEqualTo("nothing");
        assertThat(refusal(OF_OTHER)).isEqualTo(ProblemCode.TOOL_UNKNOWN);
    }

    @Test
    @DisplayName(
            "LIFE-S43: a second organisation adds a row and nothing is activated again; another version is refused")
    void second() {
        install(ACME);
        long generation = host.runtime().status().generation();
        Report report = install(OTHER);
        assertThat(report.outcomes()).isEmpty();
        assertThat(report.summary()).contains("for the organisation other too");
        assertThat(host.runtime().status().generation())
                .as("LIFE-107: what organisations see has changed, once")
                .isEqualTo(generation + 1);
        assertThat(hooks).containsExactly("register");
        assertThat(read(OF_OTHER)).isEqualTo("nothing");
        assertThat(scopes(Optional.empty())).containsExactly("organization acme active", "organization other active");
        assertThat(scopes(Optional.of("other"))).containsExactly("organization other active");
        Scope third = Scope.of(Optional.of("third"));
        assertThat(host.refused(new Command.Install(source("1.1.0"), third)))
                .isEqualTo(ProblemCode.INSTALLED_VERSION_CONFLICT);
        assertThat(host.refused(new Command.Install(source("1.1.0"), Scope.PLATFORM)))
                .isEqualTo(ProblemCode.INSTALLED_VERSION_CONFLICT);
        assertThat(host.refused(new Command.Install(source("1.1.0"), ACME)))
                .as("LIFE-12, in its own scope")
                .isEqualTo(ProblemCode.ALREADY_INSTALLED);
        assertThat(host.run(new Command.Install(source("1.0.0"), ACME)).changed())
                .as("LIFE-12, the same again")
                .isFalse();
    }

    @Test
    @DisplayName(
            "LIFE-S43, LIFE-114, LIFE-124: the first uninstalls, and only its row, its grant and its data are gone")
    void firstLeaves() {
        install(ACME);
        install(OTHER);
        set("acme", "of acme");
        set("other", "of other");
        assertThat(read(OF_ACME)).isEqualTo("of acme");
        long generation = host.runtime().status().generation();
        Plan plan = host.runtime().plan(new Command.Uninstall(ID, ACME));
        assertThat(plan.effects().get(0)).contains("from the organisation acme", "for others it runs on");
        host.run(new Command.Uninstall(ID, ACME));
        assertThat(host.runtime().status().generation())
                .as("LIFE-107: what organisations see has changed, once")
                .isEqualTo(generation + 1);
        assertThat(hooks).containsExactly("register");
        assertThat(refusal(OF_ACME)).isEqualTo(ProblemCode.TOOL_UNKNOWN);
        assertThat(read(OF_OTHER)).isEqualTo("of other");
        assertThat(grants()).containsExactly("other");
        assertThat(host.store.settingsRows()).hasSize(1);
        host.restart();
        assertThat(read(OF_OTHER)).isEqualTo("of other");
        assertThat(refusal(OF_ACME)).isEqualTo(ProblemCode.TOOL_UNKNOWN);
        host.run(new Command.Uninstall(ID, OTHER));
        assertThat(host.runtime().extensions()).isEmpty();
        assertThat(host.store.settingsRows()).isEmpty();
        assertThat(grants()).isEmpty();
        assertThat(hooks).endsWith("destroy");
    }

    @Test
    @DisplayName("LIFE-114, LIFE-124: the platform's row goes with the grants and data of those it served alone")
    void platformLeaves() {
        install(Scope.PLATFORM);
        install(ACME);
        set("acme", "of acme");
        set("other", "of other");
        host.run(new Command.Revoke(ID, Optional.of("other"), FakeHost.ports(SETTINGS)));
        assertThat(grants()).containsExactly("", "acme", "other");
        host.run(new Command.Uninstall(ID));
        assertThat(grants()).containsExactly("acme");
        assertThat(host.store.settingsRows()).hasSize(1);
        assertThat(read(OF_ACME)).isEqualTo("of acme");
        assertThat(refusal(OF_OTHER)).isEqualTo(ProblemCode.TOOL_UNKNOWN);
    }

    @Test
    @DisplayName("LIFE-110, LIFE-111: one of several is archived and restored for itself; the last one stops the code")
    void archived() {
        install(ACME);
        install(OTHER);
        host.run(new Command.Archive(ID, ACME));
        assertThat(refusal(OF_ACME)).isEqualTo(ProblemCode.TOOL_UNKNOWN);
        assertThat(read(OF_OTHER)).isEqualTo("nothing");
        assertThat(hooks).containsExactly("register");
        assertThat(host.runtime().views().detail(ID, Optional.of("acme")).summary())
                .extracting(ExtensionView::status)
                .isEqualTo("archived");
        assertThat(host.run(new Command.Restore(ID, ACME)).outcomes()).isEmpty();
        assertThat(read(OF_ACME)).isEqualTo("nothing");
        assertThat(hooks).containsExactly("register");
        host.run(new Command.Archive(ID, ACME));
        host.run(new Command.Archive(ID, OTHER));
        assertThat(hooks).containsExactly("register", "destroy");
        assertThat(host.state(A)).isEqualTo("INSTALLED");
        host.restart();
        assertThat(host.state(A)).isEqualTo("INSTALLED");
        host.run(new Command.Restore(ID, OTHER));
        assertThat(read(OF_OTHER)).isEqualTo("nothing");
        assertThat(refusal(OF_ACME)).isEqualTo(ProblemCode.TOOL_UNKNOWN);
    }

    @Test
    @DisplayName(
            "LIFE-104: one of several may not change what all share; the platform's administrator changes all of them")
    void update() {
        install(ACME);
        host.run(new Command.Update(source("1.1.0"), ACME));
        assertThat(host.view(A).version()).as("the only one may").isEqualTo("1.1.0");
        host.run(new Command.Rollback(ID, ACME));
        install(OTHER);
        assertThat(host.refused(new Command.Update(source("1.1.0"), ACME))).isEqualTo(ProblemCode.ROLE_REQUIRED);
        assertThat(host.refused(new Command.Rollback(ID, OTHER))).isEqualTo(ProblemCode.ROLE_REQUIRED);
        Command all = new Command.Update(source("1.1.0"));
        assertThat(host.runtime().plan(all).effects())
                .contains("It changes for all that have it: the organisation acme, the organisation other.");
        host.run(all);
        assertThat(host.view(A).version()).isEqualTo("1.1.0");
        assertThat(read(OF_ACME)).isEqualTo("nothing");
        assertThat(read(OF_OTHER)).isEqualTo("nothing");
    }

    @Test
    @DisplayName(
            "MAN-140, MAN-144, LIFE-104: an update is judged for the dependents of every scope, and changes all or none")
    void allOrNone() {
        install(ACME);
        install(OTHER);
        Manifests dependent = Manifests.of("@acme/b-connector", "1.0.0").needs(A, "1.0.0");
        host.run(new Command.Install(host.source(dependent, new GrantChoice.All()), OTHER));
        assertThat(host.refused(new Command.Update(source("1.1.0")))).isEqualTo(ProblemCode.UPDATE_BREAKS_DEPENDENTS);
        assertThat(host.refused(new Command.Archive(ID, OTHER))).isEqualTo(ProblemCode.ARCHIVE_BREAKS_DEPENDENTS);
        host.run(new Command.Archive(ID, ACME));
        assertThat(host.view(A).version()).isEqualTo("1.0.0");
    }

    @Test
    @DisplayName("MAN-140: a row of another organisation satisfies nobody; that of the platform everybody")
    void foreign() {
        install(ACME);
        Manifests dependent = Manifests.of("@acme/b-connector", "1.0.0").needs(A, "^1.0.0");
        assertThat(host.refused(new Command.Install(host.source(dependent, new GrantChoice.All()), OTHER)))
                .isEqualTo(ProblemCode.REQUIREMENT_UNMET);
        assertThat(host.refused(new Command.Install(host.source(dependent, new GrantChoice.All()))))
                .isEqualTo(ProblemCode.REQUIREMENT_UNMET);
        host.run(new Command.Install(host.source(dependent, new GrantChoice.All()), ACME));
        install(Scope.PLATFORM);
        host.run(new Command.Install(host.source(dependent, new GrantChoice.All()), OTHER));
    }

    @Test
    @DisplayName("PORT-S16, PORT-32: an organisation's own install inherits nothing from the platform's grant")
    void ownGrant() {
        install(Scope.PLATFORM);
        assertThat(read(OF_ACME)).isEqualTo("nothing");
        install("1.0.0", ACME, new GrantChoice.None());
        assertThat(refusal(OF_ACME)).as("not even the tool").isEqualTo(ProblemCode.TOOL_UNKNOWN);
        host.run(new Command.Grant(ID, Optional.of("acme"), FakeHost.ports(MCP), Optional.empty()));
        assertThat(refusal(OF_ACME)).isEqualTo(ProblemCode.PORT_NOT_GRANTED);
        assertThat(read(OF_OTHER)).isEqualTo("nothing");
    }

    @Test
    @DisplayName(
            "PORT-33, PORT-55: in hooks a port is granted when the row of any scope grants it; a grant is followed")
    void hookPorts() {
        install("1.0.0", ACME, new GrantChoice.None());
        assertThat(host.state(A))
                .as("register needs mcp, and nobody has granted it")
                .isEqualTo("INSTALLED");
        assertThat(host.view(A).problems().get(0).code()).isEqualTo(ProblemCode.GRANT_PENDING);
        install(OTHER);
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        assertThat(refusal(OF_ACME)).isEqualTo(ProblemCode.TOOL_UNKNOWN);
        host.run(new Command.Grant(ID, Optional.of("acme"), FakeHost.ports(MCP, SETTINGS), Optional.empty()));
        assertThat(read(OF_ACME)).isEqualTo("nothing");
        host.run(new Command.Revoke(ID, Optional.of("other"), FakeHost.ports(MCP)));
        assertThat(read(OF_ACME)).as("another's revocation").isEqualTo("nothing");
        assertThat(refusal(OF_OTHER)).isEqualTo(ProblemCode.TOOL_UNKNOWN);
        host.run(new Command.Revoke(ID, Optional.of("acme"), FakeHost.ports(MCP)));
        assertThat(host.runtime().tools(OF_ACME)).isEmpty();
        host.run(new Command.Grant(ID, Optional.of("acme"), FakeHost.ports(MCP), Optional.empty()));
        assertThat(read(OF_ACME)).as("PORT-55").isEqualTo("nothing");
    }

    @Test
    @DisplayName("PORT-62: a hook runs for the organisation of the only live install, if it is one's; else for none")
    void hookOrganization() {
        List<Optional<String>> seen = new ArrayList<>();
        host.engine.script(A + " 1.0.0").onRegister(ctx -> {
            tool(ctx, "read", "nothing");
            seen.add(ctx.captureCall().organizationId());
        });
        install(ACME);
        install(OTHER);
        host.restart();
        host.run(new Command.Archive(ID, OTHER));
        host.restart();
        assertThat(seen).containsExactly(Optional.of("acme"), Optional.empty(), Optional.of("acme"));
    }

    @Test
    @DisplayName("MAN-140, LIFE-130: what looks for providers in an organisation does not see those of another")
    void providers() {
        host.engine
                .script("@acme/p-connector 1.0.0")
                .onRegister(ctx -> ctx.capabilities().registerProvider("mail", new Object()));
        host.engine
                .script("@acme/c-connector 1.0.0")
                .onRegister(ctx -> ctx.mcp()
                        .registerTool(McpTool.of(
                                "count",
                                "d",
                                JsonObject.of("type", "object"),
                                input -> ctx.capabilities()
                                        .resolveProviders("mail")
                                        .size())));
        Manifests provider =
                Manifests.of("@acme/p-connector", "1.0.0").ports(CAPABILITIES).provides("mail", "1.0.0");
        host.run(new Command.Install(host.source(provider, new GrantChoice.All()), ACME));
        host.run(host.install(Manifests.of("@acme/c-connector", "1.0.0").ports(MCP, CAPABILITIES)));
        assertThat(host.runtime().callTool("count", JsonObject.of(), OF_ACME)).hasToString("{\"result\":1}");
        assertThat(host.runtime().callTool("count", JsonObject.of(), OF_OTHER)).hasToString("{\"result\":0}");
    }

    @Test
    @DisplayName("LIFE-134, LIFE-162: who has no row is not told of others'; the platform's administrator is")
    void unknown() {
        install(ACME);
        assertThat(host.refused(new Command.Archive(ID, OTHER))).isEqualTo(ProblemCode.EXTENSION_NOT_FOUND);
        assertThat(problem(new Command.Archive(ID, OTHER)).summary()).doesNotContain("acme,", "organisation acme");
        assertThat(problem(new Command.Uninstall(ID)).summary()).contains("it is for the organisation acme");
        assertThat(problem(new Command.Uninstall(ID)).fix().operator())
                .hasValueSatisfying(fix -> assertThat(fix).contains("--organization acme"));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.runtime().views().detail(ID, Optional.of("other")))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.EXTENSION_NOT_FOUND));
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.runtime().configuration().of(ID, "other"))
                .satisfies(e -> assertThat(e.problem().code()).isEqualTo(ProblemCode.EXTENSION_NOT_FOUND));
        install(Scope.PLATFORM);
        assertThat(host.refused(new Command.Archive(ID, OTHER)))
                .as("a platform row is the platform's")
                .isEqualTo(ProblemCode.ROLE_REQUIRED);
    }

    private Problem problem(Command command) {
        try {
            throw new AssertionError("Not refused: " + host.run(command).summary());
        } catch (ProblemException e) {
            return e.problem();
        }
    }

    @Test
    @DisplayName(
            "LIFE-3: each row says whose it is, where it came from and since when; a host of one organisation has one")
    void rows() {
        install(ACME);
        ScopeView row = host.view(A).scopes().get(0);
        assertThat(row)
                .isEqualTo(new ScopeView(
                        "organization", "acme", "acme", "active", false, "file x.jar", host.clock.instant()));
        try (FakeHost one = new FakeHost()) {
            one.run(one.install(a("1.0.0").ports(SECRETS)));
            assertThat(one.view(A).scopes()).extracting(ScopeView::level).containsExactly("platform");
            assertThat(one.refused(new Command.Archive(ID, ACME))).isEqualTo(ProblemCode.USAGE_INVALID);
        }
        assertThat(host.refused(new Command.Archive(ID, Scope.of(Optional.of("a b")))))
                .isEqualTo(ProblemCode.USAGE_INVALID);
    }

    private List<String> audited(String event) {
        return host.runtime().audit(0, 1000).stream()
                .filter(entry -> entry.event().equals(event))
                .map(entry -> entry.reason() + entry.after())
                .toList();
    }

    @Test
    @DisplayName("LIFE-145, LIFE-3: what is audited about a row of an organisation names it")
    void auditNamesTheOrganization() {
        install(ACME);
        host.run(new Command.Lock(ID, ACME));
        assertThat(audited("ExtensionInstalled"))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("\"organization\":\"acme\""));
        assertThat(audited("StatusChanged"))
                .singleElement()
                .satisfies(text -> assertThat(text).contains("lock for the organisation acme"));
    }

    @Test
    @DisplayName("LIFE-16, LIFE-17, LIFE-114: a lock is about one row; the others come and go as before")
    void lockOfOne() {
        install(ACME);
        install(OTHER);
        host.run(new Command.Lock(ID, ACME));
        assertThat(host.refused(new Command.Archive(ID, ACME))).isEqualTo(ProblemCode.EXTENSION_LOCKED);
        assertThat(host.refused(new Command.Uninstall(ID, ACME))).isEqualTo(ProblemCode.EXTENSION_LOCKED);
        host.run(new Command.Archive(ID, OTHER));
        host.run(new Command.Restore(ID, OTHER));
        host.run(new Command.Uninstall(ID, OTHER));
        assertThat(scopes(Optional.empty())).containsExactly("organization acme locked");
    }

    @Test
    @DisplayName("LIFE-18, LIFE-115: a force-delete takes the rows of all scopes, unless one of them is locked")
    void forceDeleteOfAll() {
        install(ACME);
        install(OTHER);
        Command.Confirmation confirmed = new Command.Confirmation(Optional.of("gone"), Optional.of("1.0.0"), true);
        host.run(new Command.Lock(ID, OTHER));
        assertThat(host.refused(new Command.ForceDelete(ID, confirmed))).isEqualTo(ProblemCode.EXTENSION_LOCKED);
        host.run(new Command.Unlock(ID, OTHER, true));
        host.run(new Command.ForceDelete(ID, confirmed));
        assertThat(host.runtime().extensions()).isEmpty();
        assertThat(host.runtime().grants()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-18, LIFE-118: a purge takes the rows of all scopes, unless one of them is locked")
    void purgeOfAll() {
        install(ACME);
        install(OTHER);
        host.run(new Command.Lock(ID, OTHER));
        assertThat(host.refused(new Command.Purge(ID))).isEqualTo(ProblemCode.EXTENSION_LOCKED);
        host.run(new Command.Unlock(ID, OTHER, true));
        String digest = host.runtime().plan(new Command.Purge(ID)).digest();
        host.runtime().operator().purge(ID, Optional.of(digest), FakeHost.ADA);
        assertThat(host.runtime().extensions()).isEmpty();
        assertThat(host.runtime().grants()).isEmpty();
    }

    @Test
    @DisplayName("LIFE-103: the same digest again tries to activate what one of several rows wants live")
    void sameDigest() {
        host.engine.rewrite(A + " 1.0.0").onRegister(ctx -> {
            throw new IllegalStateException("boom");
        });
        install(Scope.PLATFORM);
        install(ACME);
        host.run(new Command.Archive(ID));
        host.engine.rewrite(A + " 1.0.0");
        assertThat(host.state(A)).isEqualTo("FAILED");
        host.run(new Command.Update(source("1.0.0")));
        assertThat(host.state(A)).isEqualTo("ACTIVE");
    }
}
