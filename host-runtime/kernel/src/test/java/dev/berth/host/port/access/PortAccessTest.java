/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.access;

import static dev.berth.sdk.port.PortName.CAPABILITIES;
import static dev.berth.sdk.port.PortName.DB;
import static dev.berth.sdk.port.PortName.JOBS;
import static dev.berth.sdk.port.PortName.MCP;
import static dev.berth.sdk.port.PortName.SECRETS;
import static dev.berth.sdk.port.PortName.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.audit.AuditEntry;
import dev.berth.host.port.PortFixture;
import dev.berth.sdk.CallContext;
import dev.berth.sdk.problem.Blame;
import dev.berth.sdk.problem.PortException;
import dev.berth.sdk.problem.PortNotGrantedException;
import dev.berth.sdk.problem.PortReservedException;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.TenantMissingException;
import dev.berth.sdk.value.JsonArray;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PortAccessTest {
    private static Problem refusal(ThrowingCallable call) {
        AtomicReference<Problem> problem = new AtomicReference<>();
        assertThatExceptionOfType(PortException.class)
                .isThrownBy(call)
                .satisfies(thrown -> problem.set(thrown.problem()));
        return problem.get();
    }

    @Test
    @DisplayName("PORT-S1, PORT-18: a port that the manifest does not request; blame and fix are the author's")
    void undeclared() {
        PortFixture port = PortFixture.requesting(JOBS, SETTINGS).grant(JOBS, SETTINGS);
        Problem problem = refusal(() -> port.ctx.mcp().callPrimitive("x_y", JsonArray.of()));
        assertThat(problem.text()).isEqualTo("""
                        @acme/crm-connector 1.4.0 called McpPort.callPrimitive("x_y") but holds no grant for "mcp" (granted: jobs, \
                        settings). The call was refused and audited.
                        The manifest does not request it.
                        Author: add "mcp" to "requestedHostPorts". [port-not-granted]""");
        assertThat(problem.blame()).isEqualTo(Blame.AUTHOR);
        assertThat(problem.facts())
                .hasToString("{\"port\":\"mcp\",\"granted\":[\"jobs\",\"settings\"],\"reason\":\"undeclared\"}");
    }

    @Test
    @DisplayName("PORT-18: pending, denied and revoked blame the operator, with the command that grants")
    void reasons() {
        PortFixture port = PortFixture.requesting(SETTINGS, SECRETS);
        Problem pending = refusal(() -> port.ctx.settings().get("a"));
        assertThat(pending.facts().string("reason")).contains("pending");
        assertThat(pending.blame()).isEqualTo(Blame.OPERATOR);
        assertThat(pending.fix().operator()).contains("berth grant @acme/crm-connector settings");
        port.deny();
        assertThat(refusal(() -> port.ctx.settings().get("a")).facts().string("reason"))
                .contains("denied");
        port.grant(SETTINGS).revoke();
        assertThat(refusal(() -> port.ctx.settings().get("a")).facts().string("reason"))
                .contains("revoked");
    }

    @Test
    @DisplayName(
            "PORT-S4, PORT-17, PORT-70: an ungranted db is not granted; of a granted one both methods are reserved")
    void reserved() {
        PortFixture port = PortFixture.requesting(DB);
        assertThatExceptionOfType(PortNotGrantedException.class)
                .isThrownBy(() -> port.ctx.db().schema());
        port.grant(DB);
        assertThatExceptionOfType(PortReservedException.class)
                .isThrownBy(() -> port.ctx.db().schema());
        assertThatExceptionOfType(PortReservedException.class)
                .isThrownBy(() -> port.ctx.db().query("select 1", List.of()));
    }

    @Test
    @DisplayName("PORT-S5, PORT-16: granting one port opens no other")
    void onePort() {
        PortFixture port = PortFixture.requesting(DB, CAPABILITIES).grant(DB);
        assertThatExceptionOfType(PortNotGrantedException.class)
                .isThrownBy(() -> port.ctx.capabilities().resolveProviders("mail"));
    }

    @Test
    @DisplayName("PORT-S14, PORT-30: the same handle is refused after a revocation and works after a new approval")
    void handleSurvives() {
        PortFixture port = PortFixture.requesting(SETTINGS).grant(SETTINGS);
        assertThat(port.in("org", () -> port.ctx.settings().get("a"))).isEmpty();
        port.revoke();
        assertThatExceptionOfType(PortNotGrantedException.class)
                .isThrownBy(() -> port.in("org", () -> port.ctx.settings().get("a")));
        port.grant(SETTINGS);
        assertThat(port.in("org", () -> port.ctx.settings().get("a"))).isEmpty();
    }

    @Test
    @DisplayName("PORT-38: the first refusal of a port is written at once, later ones with their count after a minute")
    void rateLimit() {
        PortFixture port = PortFixture.requesting();
        for (int i = 0; i < 50; i++) {
            refusal(() -> port.ctx.settings().get("a"));
        }
        assertThat(port.refused()).containsExactly("PortRefused @acme/crm-connector by system:@acme/crm-connector");
        refusal(() -> port.ctx.secrets().get("a"));
        assertThat(port.refused()).as("another port counts for itself").hasSize(2);
        port.clock.move(Duration.ofMinutes(1));
        refusal(() -> port.ctx.settings().get("a"));
        List<AuditEntry> entries = port.audit.read(0, 100);
        assertThat(port.refused()).hasSize(3);
        assertThat(entries.get(entries.size() - 1))
                .extracting(AuditEntry::after, AuditEntry::reason)
                .containsExactly("{\"port\":\"settings\",\"count\":50}", "undeclared");
        assertThat(port.audit.firstBroken()).isEmpty();
    }

    @Test
    @DisplayName("PORT-S19, PORT-61: without an organisation neither reads nor writes work")
    void tenant() {
        PortFixture port = PortFixture.granted();
        assertThatExceptionOfType(TenantMissingException.class)
                .isThrownBy(() -> port.ctx.settings().get("a"));
        assertThatExceptionOfType(TenantMissingException.class)
                .isThrownBy(() -> port.ctx.settings().set("a", 1));
        assertThatExceptionOfType(TenantMissingException.class)
                .isThrownBy(() -> port.ctx.settings().delete("a"));
    }

    @Test
    @DisplayName("PORT-S39, PORT-63: another thread has no context but a captured one, which ends with its call")
    void capturedCall() throws Exception {
        PortFixture port = PortFixture.granted();
        AtomicReference<CallContext> captured = new AtomicReference<>();
        port.run("org", () -> {
            captured.set(port.ctx.captureCall());
            assertThat(CompletableFuture.supplyAsync(
                                    () -> refusal(() -> port.ctx.settings().get("a"))
                                            .code()
                                            .toString())
                            .join())
                    .isEqualTo("tenant-missing");
            captured.get().run(() -> port.ctx.settings().set("a", "inner"));
            Optional<String> read = CompletableFuture.supplyAsync(() -> {
                        try {
                            return captured.get().call(() -> port.ctx.settings().get("a", String.class));
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .join();
            assertThat(read).contains("inner");
        });
        assertThat(captured.get().organizationId()).contains("org");
        assertThat(captured.get().actor().orElseThrow().userId()).contains("u1");
        assertThatExceptionOfType(TenantMissingException.class)
                .isThrownBy(() -> captured.get().call(() -> port.ctx.settings().get("a")));
        port.run(
                "other",
                () -> captured.get()
                        .run(() -> assertThat(refusal(() -> port.ctx.settings().get("a"))
                                        .code()
                                        .toString())
                                .as("never another call's organisation")
                                .isEqualTo("tenant-missing")));
        assertThatExceptionOfType(java.io.IOException.class)
                .isThrownBy(() -> captured.get().call(() -> {
                    throw new java.io.IOException("passes");
                }));
        assertThat(port.ctx.captureCall().organizationId()).isEmpty();
    }

    @Test
    @DisplayName("PORT-S18: the organisation comes from the call, never from an argument")
    void organizations() {
        PortFixture port = PortFixture.requesting(SETTINGS, MCP).grant(SETTINGS, MCP);
        port.run("a", () -> port.ctx.settings().set("key", "of a"));
        assertThat(port.in("b", () -> port.ctx.settings().get("key"))).isEmpty();
        assertThat(port.in("a", () -> port.ctx.settings().get("key", String.class)))
                .contains("of a");
    }
}
