/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import static dev.berth.sdk.port.PortName.MCP;
import static dev.berth.sdk.port.PortName.SECRETS;
import static dev.berth.sdk.port.PortName.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.GrantView;
import dev.berth.host.extension.Tier;
import dev.berth.host.fake.FakeHost;
import dev.berth.host.fake.Manifests;
import dev.berth.host.lifecycle.Command.GrantChoice;
import dev.berth.host.live.Caller;
import dev.berth.sdk.CallContext;
import dev.berth.sdk.ExtensionContext;
import dev.berth.sdk.port.McpTool;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.port.SettingsPort;
import dev.berth.sdk.problem.PortNotGrantedException;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationGrantsTest {
    private static final String A = "@acme/a-connector";
    private static final ExtensionId ID = ExtensionId.of(A);
    private static final Optional<String> ACME = Optional.of("acme");
    private static final Caller OF_ACME = Caller.user("ada", "acme");
    private static final Caller OF_OTHER = Caller.user("eve", "other");

    private final FakeHost host = new FakeHost(builder -> builder.multiTenant(true));

    @AfterEach
    void close() {
        host.close();
    }

    private static Manifests a(String version, PortName... ports) {
        return Manifests.of(A, version).ports(ports);
    }

    /** Installs one whose tool reads a setting. */
    private void reader() {
        host.engine.script(A + " 1.0.0").onRegister(OrganizationGrantsTest::register);
        host.run(host.install(a("1.0.0", MCP, SETTINGS)));
    }

    private static void register(ExtensionContext ctx) {
        ctx.mcp()
                .registerTool(McpTool.of(
                        "read",
                        "d",
                        JsonObject.of("type", "object"),
                        input -> ctx.settings().get("a", String.class).orElse("nothing")));
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

    private void grant(Optional<String> organization, PortName... ports) {
        host.run(new Command.Grant(ID, organization, FakeHost.ports(ports), Optional.empty()));
    }

    private void revoke(Optional<String> organization, PortName... ports) {
        host.run(new Command.Revoke(ID, organization, FakeHost.ports(ports)));
    }

    private GrantView row(String organization) {
        return host.runtime().grants().stream()
                .filter(grant -> grant.organization().equals(organization))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName(
            "PORT-20, PORT-32, PORT-S15: an organisation's row decides for it alone; without one, the platform's does")
    void ownRow() {
        reader();
        assertThat(read(OF_ACME)).isEqualTo("nothing");
        revoke(ACME, SETTINGS);
        assertThat(refusal(OF_ACME)).isEqualTo(ProblemCode.PORT_NOT_GRANTED);
        assertThat(read(OF_OTHER)).isEqualTo("nothing");
        assertThat(row("acme").approved()).containsExactly("mcp");
        assertThat(row("").approved()).containsExactly("mcp", "settings");
        grant(ACME, SETTINGS);
        revoke(Optional.empty(), SETTINGS);
        assertThat(read(OF_ACME)).as("its own row, not the platform's").isEqualTo("nothing");
        assertThat(refusal(OF_OTHER)).isEqualTo(ProblemCode.PORT_NOT_GRANTED);
        host.restart();
        assertThat(read(OF_ACME)).isEqualTo("nothing");
        assertThat(refusal(OF_OTHER)).isEqualTo(ProblemCode.PORT_NOT_GRANTED);
    }

    @Test
    @DisplayName("PORT-18: the refusal names the command that grants it to the organisation, where that decides")
    void fix() {
        reader();
        revoke(ACME, SETTINGS);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(OF_ACME))
                .satisfies(e -> assertThat(e.problem().causes().get(0).fix().operator())
                        .contains("berth grant @acme/a-connector settings --organization acme"));
        revoke(Optional.empty(), SETTINGS);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> read(OF_OTHER))
                .satisfies(e -> assertThat(e.problem().causes().get(0).fix().operator())
                        .contains("berth grant @acme/a-connector settings"));
    }

    @Test
    @DisplayName(
            "PORT-53, PORT-55: what came through a port is not there for an organisation that took it back, until it grants it again")
    void sight() {
        reader();
        revoke(ACME, MCP);
        assertThat(host.runtime().tools(OF_ACME)).isEmpty();
        assertThat(host.runtime().tools(OF_OTHER)).hasSize(1);
        assertThat(refusal(OF_ACME)).isEqualTo(ProblemCode.TOOL_UNKNOWN);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.runtime().callTool("reed", JsonObject.of(), OF_ACME))
                .satisfies(e -> assertThat(e.problem().summary())
                        .as("LIFE-134: not even as a near miss")
                        .doesNotContain("read\""));
        assertThat(read(OF_OTHER)).isEqualTo("nothing");
        assertThat(host.state(A)).isEqualTo("ACTIVE");
        grant(ACME, MCP);
        assertThat(read(OF_ACME)).isEqualTo("nothing");
    }

    @Test
    @DisplayName("PORT-24 to PORT-26 hold for an organisation's row; a refusal writes none")
    void refusals() {
        reader();
        assertThat(host.refused(new Command.Grant(ID, ACME, FakeHost.ports(SECRETS), Optional.empty())))
                .isEqualTo(ProblemCode.GRANT_NOT_REQUESTED);
        assertThat(host.refused(new Command.Deny(ID, ACME, Optional.of("stale"))))
                .isEqualTo(ProblemCode.GRANT_STALE);
        ExtensionId nobody = ExtensionId.of("@acme/none-connector");
        assertThat(host.refused(new Command.Revoke(nobody, ACME, FakeHost.ports())))
                .isEqualTo(ProblemCode.GRANT_MISSING);
        assertThat(host.refused(new Command.Revoke(ID, Optional.of("a b"), FakeHost.ports())))
                .isEqualTo(ProblemCode.USAGE_INVALID);
        assertThat(host.runtime().grants()).hasSize(1);
        assertThat(host.run(new Command.Grant(ID, ACME, FakeHost.ports(MCP), Optional.empty()))
                        .changed())
                .as("what holds already opens no row")
                .isFalse();
        assertThat(host.runtime().grants()).hasSize(1);
    }

    @Test
    @DisplayName("PORT-62: on a host of one organisation the platform's row is the only one")
    void single() {
        try (FakeHost one = new FakeHost()) {
            one.run(one.install(a("1.0.0", MCP)));
            assertThat(one.refused(new Command.Revoke(ID, Optional.of("default"), FakeHost.ports())))
                    .isEqualTo(ProblemCode.USAGE_INVALID);
        }
    }

    @Test
    @DisplayName("PORT-22, PORT-29, PORT-37: an update asks every organisation anew, and each decides for itself")
    void update() {
        reader();
        revoke(ACME, SETTINGS);
        host.run(new Command.Update(
                host.source(a("1.1.0", MCP, SETTINGS, SECRETS), new GrantChoice.Only(FakeHost.ports(SECRETS)))));
        assertThat(row("").approved()).containsExactly("mcp", "secrets", "settings");
        assertThat(row("acme").approved()).containsExactly("mcp");
        assertThat(row("acme").pending()).containsExactly("secrets");
        assertThat(row("acme").revoked()).containsExactly("settings");
        assertThat(row("acme").status()).isEqualTo("PENDING");
        host.run(new Command.Deny(ID, ACME, Optional.of(row("acme").requestHash())));
        assertThat(row("acme").denied()).containsExactly("secrets");
        assertThat(row("").approved()).containsExactly("mcp", "secrets", "settings");
    }

    @Test
    @DisplayName("PORT-39: a rollback of the update leaves every row as it was; an uninstall deletes all of them")
    void endings() {
        reader();
        revoke(ACME, SETTINGS);
        GrantView before = row("acme");
        host.engine.script(A + " 1.1.0").onRegister(ctx -> {
            throw new IllegalStateException("boom");
        });
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> host.run(host.update(a("1.1.0", MCP, SETTINGS, SECRETS))));
        assertThat(row("acme"))
                .usingRecursiveComparison()
                .ignoringFields("decidedBy", "decidedAt")
                .isEqualTo(before);
        host.run(new Command.Uninstall(ID));
        assertThat(host.runtime().grants()).isEmpty();
    }

    @Test
    @DisplayName("PORT-35: what a tier gets by policy, organisations with rows of their own get too")
    void policy() {
        host.verifier.tier(Tier.OFFICIAL);
        reader();
        revoke(ACME, SETTINGS);
        host.run(new Command.Update(host.source(a("1.1.0", MCP, SETTINGS, SECRETS), new GrantChoice.None())));
        assertThat(row("acme").approved()).containsExactly("mcp", "secrets");
        assertThat(row("acme").decidedBy()).isEqualTo("system:policy");
        assertThat(row("acme").revoked()).containsExactly("settings");
    }

    @Test
    @DisplayName("PORT-35: autoApprovePorts may name other tiers")
    void otherTiers() {
        try (FakeHost wide = new FakeHost(builder -> builder.autoApprovePorts(Tier.VERIFIED))) {
            wide.verifier.tier(Tier.VERIFIED);
            wide.run(new Command.Install(wide.source(a("1.0.0", MCP), new GrantChoice.None())));
            assertThat(wide.runtime().grants().get(0).approved()).containsExactly("mcp");
            assertThat(wide.runtime().grants().get(0).decidedBy()).isEqualTo("system:policy");
        }
    }

    @Test
    @DisplayName(
            "PORT-36, PORT-S17: what the host's configuration approves is approved at the first install, as system:config")
    void byConfiguration() {
        try (FakeHost set = new FakeHost(builder -> builder.grant(A, MCP))) {
            set.run(new Command.Install(set.source(a("1.0.0", MCP, SETTINGS), new GrantChoice.None())));
            GrantView row = set.runtime().grants().get(0);
            assertThat(row.approved()).containsExactly("mcp");
            assertThat(row.decidedBy()).isEqualTo("system:config");
            assertThat(set.store.auditLines()).contains("PortGranted @acme/a-connector by system:config");
        }
    }

    @Test
    @DisplayName(
            "PORT-S21, PORT-62: a hook of a platform install has no organisation on a host of several, and default on a host of one")
    void hooks() {
        host.engine.script(A + " 1.0.0").onRegister(ctx -> ctx.settings().set("a", "x"));
        host.run(host.install(a("1.0.0", MCP, SETTINGS)));
        assertThat(host.view(A).problems().get(0).code()).isEqualTo(ProblemCode.HOOK_FAILED);
        assertThat(host.view(A).problems().get(0).causes().get(0).code()).isEqualTo(ProblemCode.TENANT_MISSING);
        try (FakeHost one = new FakeHost()) {
            one.engine.script(A + " 1.0.0").onRegister(ctx -> {
                ctx.settings().set("a", "x");
                register(ctx);
            });
            one.run(one.install(a("1.0.0", MCP, SETTINGS)));
            assertThat(one.call("read")).hasToString("{\"result\":\"x\"}");
        }
    }

    @Test
    @DisplayName("PORT-S18, PORT-S19: a setting of one organisation is not another's, and without one there is none")
    void tenants() {
        host.engine.script(A + " 1.0.0").onRegister(ctx -> {
            register(ctx);
            ctx.mcp().registerTool(McpTool.of("write", "d", JsonObject.of("type", "object"), input -> {
                ctx.settings().set("a", "of " + input.string("organization").orElse("nobody"));
                return JsonObject.of();
            }));
        });
        host.run(host.install(a("1.0.0", MCP, SETTINGS)));
        host.runtime().callTool("write", JsonObject.of("organization", "other"), OF_ACME);
        assertThat(read(OF_ACME)).isEqualTo("of other");
        assertThat(read(OF_OTHER)).isEqualTo("nothing");
        assertThat(refusal(Caller.NOBODY)).isEqualTo(ProblemCode.TENANT_MISSING);
    }

    /** Calls a port without a pause from many threads, on the very handle that the extension holds, and revokes meanwhile. */
    @ParameterizedTest(name = "{0} threads, organisation \"{1}\"")
    @CsvSource({"8, ''", "20, ''", "8, acme", "20, acme"})
    @DisplayName("PORT-30, PORT-52, PORT-S13: after revoke has returned, no new call starts on a live handle")
    void totalOrder(int threads, String whose) throws Exception {
        CompletableFuture<ExtensionContext> context = new CompletableFuture<>();
        CompletableFuture<CallContext> call = new CompletableFuture<>();
        CountDownLatch over = new CountDownLatch(1);
        host.engine.script(A + " 1.0.0").onRegister(ctx -> {
            context.complete(ctx);
            ctx.mcp().registerTool(McpTool.of("stay", "d", JsonObject.of("type", "object"), input -> {
                call.complete(ctx.captureCall());
                over.await();
                return JsonObject.of();
            }));
        });
        host.run(host.install(a("1.0.0", MCP, SETTINGS)));
        Thread staying =
                Thread.ofPlatform().daemon().start(() -> host.runtime().callTool("stay", JsonObject.of(), OF_ACME));
        CallContext captured = call.get(10, TimeUnit.SECONDS);
        SettingsPort settings = context.get(10, TimeUnit.SECONDS).settings();
        AtomicBoolean returned = new AtomicBoolean();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger late = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch warm = new CountDownLatch(threads);
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            callers.add(Thread.ofPlatform()
                    .daemon()
                    .start(() -> captured.run(() -> {
                        while (!stop.get()) {
                            boolean afterwards = returned.get();
                            try {
                                settings.get("a");
                                late.addAndGet(afterwards ? 1 : 0);
                                warm.countDown();
                            } catch (PortNotGrantedException e) {
                                refused.incrementAndGet();
                            }
                        }
                    })));
        }
        warm.await();
        revoke(whose.isEmpty() ? Optional.empty() : Optional.of(whose), SETTINGS);
        returned.set(true);
        Awaitility.await().until(() -> refused.get() >= threads);
        stop.set(true);
        for (Thread caller : callers) {
            caller.join();
        }
        over.countDown();
        staying.join();
        assertThat(late).hasValue(0);
        assertThat(host.state(A)).as("PORT-54").isEqualTo("ACTIVE");
        assertThat(host.runtime().tools(OF_ACME)).as("another port's").hasSize(1);
    }
}
