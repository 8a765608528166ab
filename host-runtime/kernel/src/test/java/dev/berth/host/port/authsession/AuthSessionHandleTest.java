/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.authsession;

import static dev.berth.sdk.port.PortName.AUTH_SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.berth.host.identity.Identity;
import dev.berth.host.identity.Role;
import dev.berth.host.identity.Tenancy;
import dev.berth.host.live.Caller;
import dev.berth.host.port.PortFixture;
import dev.berth.sdk.port.Actor;
import dev.berth.sdk.port.AuthSessionPort;
import dev.berth.sdk.problem.TenantMissingException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AuthSessionHandleTest {
    private final PortFixture port = PortFixture.requesting(AUTH_SESSION).grant(AUTH_SESSION);
    private final AuthSessionPort session = port.ctx.authSession();

    private Optional<Actor> actor(Caller caller) throws Exception {
        return port.scope.within(caller, 0, false, session::actor);
    }

    private String organization(Caller caller) throws Exception {
        return port.scope.within(caller, 0, false, session::requireOrganizationId);
    }

    @Test
    @DisplayName("PORT-60, PORT-81: actor and organisation are those of the running call, together")
    void ofTheCall() throws Exception {
        Identity bob = new Identity("bob", Optional.of("acme"), Set.of(Role.MEMBER, Role.OPERATOR), "rest");
        Caller several = Caller.of(bob, Tenancy.SEVERAL);
        assertThat(actor(several))
                .contains(new Actor(Optional.of("bob"), Optional.of("acme"), Set.of("member", "operator")));
        assertThat(organization(several)).isEqualTo("acme");
        Caller single = Caller.of(new Identity("bob", Optional.empty(), Set.of(Role.ADMIN), "rest"), Tenancy.SINGLE);
        assertThat(actor(single)).contains(new Actor(Optional.of("bob"), Optional.of("default"), Set.of("admin")));
        assertThat(organization(single)).isEqualTo("default");
    }

    @Test
    @DisplayName("PORT-62: in a hook the actor is the system's, for the organisation of the host, if it has one")
    void inHooks() throws Exception {
        Caller hook = Caller.system("@acme/crm-connector", Tenancy.SINGLE.only());
        assertThat(actor(hook))
                .contains(new Actor(Optional.of("system:@acme/crm-connector"), Optional.of("default"), Set.of()));
        assertThatExceptionOfType(TenantMissingException.class)
                .isThrownBy(() -> organization(Caller.system("@acme/crm-connector", Tenancy.SEVERAL.only())));
    }

    @Test
    @DisplayName("PORT-61, PORT-63: outside of a call, and of an owner who is bound to none, there is no organisation")
    void without() throws Exception {
        assertThat(session.actor()).isEmpty();
        assertThatExceptionOfType(TenantMissingException.class).isThrownBy(session::requireOrganizationId);
        Caller owner = Caller.of(Identity.owner("mcp"), Tenancy.SEVERAL);
        assertThat(actor(owner).orElseThrow().userId()).contains("owner");
        assertThatExceptionOfType(TenantMissingException.class).isThrownBy(() -> organization(owner));
        port.run("acme", () -> {
            assertThat(session.requireOrganizationId()).isEqualTo("acme");
            assertThat(CompletableFuture.supplyAsync(session::actor).join()).isEmpty();
            var captured = port.ctx.captureCall();
            assertThat(CompletableFuture.supplyAsync(() -> {
                                try {
                                    return captured.call(session::requireOrganizationId);
                                } catch (Exception e) {
                                    throw new IllegalStateException(e);
                                }
                            })
                            .join())
                    .isEqualTo("acme");
        });
    }
}
