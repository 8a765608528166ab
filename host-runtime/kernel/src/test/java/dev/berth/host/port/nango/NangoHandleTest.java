/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.nango;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.host.audit.By;
import dev.berth.host.fake.Manifests;
import dev.berth.host.fake.MovableClock;
import dev.berth.host.live.Caller;
import dev.berth.host.live.LiveRegistry;
import dev.berth.host.live.LiveView;
import dev.berth.host.port.PortFixture;
import dev.berth.sdk.port.NangoPort;
import dev.berth.sdk.port.NangoPort.ConnectRequest;
import dev.berth.sdk.port.NangoPort.ConnectionRecord;
import dev.berth.sdk.port.NangoPort.ConnectionScope;
import dev.berth.sdk.port.NangoPort.ConnectionStatus;
import dev.berth.sdk.port.NangoPort.SavedConnection;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.PortException;
import dev.berth.sdk.problem.PortInputException;
import dev.berth.sdk.problem.PortUnavailableException;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.problem.TenantMissingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NangoHandleTest {
    private static final ConnectionScope APP = ConnectionScope.app();

    /** The user of the fixture's calls. */
    private static final ConnectionScope MINE = ConnectionScope.user("u1");

    private final PortFixture port = PortFixture.granted();
    private final NangoPort nango = port.ctx.nango();

    private <T> T in(String organization, Callable<T> work) {
        return port.in(organization, work);
    }

    private static ConnectionOwner owner(String organization, String... user) {
        return new ConnectionOwner(organization, List.of(user).stream().findFirst());
    }

    private void connected(String id, String key, ConnectionOwner owner, long at) {
        port.connections.add(id, key, owner, at, Optional.empty());
    }

    @Test
    @DisplayName(
            "PORT-79: the organisation's own and the user's own connections are seen; another user's are empty, not an error")
    void visible() {
        connected("app", "k", owner("org"), 1);
        connected("mine", "k", owner("org", "u1"), 2);
        connected("theirs", "k", owner("org", "u2"), 3);
        connected("foreign", "k", owner("other"), 4);
        assertThat(in("org", () -> nango.connectionRecords("k")))
                .extracting(ConnectionRecord::connectionId)
                .containsExactly("app", "mine");
        for (String unseen : List.of("theirs", "foreign", "nowhere")) {
            assertThat(in("org", () -> nango.connection(unseen, "k"))).isEmpty();
        }
        assertThat(in("org", () -> nango.connection("mine", "k"))
                        .orElseThrow()
                        .credentials()
                        .string("access_token"))
                .contains("of mine");
        assertThat(in("org", () -> nango.connection("mine", "other"))).isEmpty();
        assertThat(in("org", () -> nango.primarySavedConnection("k", ConnectionScope.user("u2"))))
                .isEmpty();
        assertThat(in("org", () -> nango.primarySavedConnections(ConnectionScope.user("u2"))))
                .isEmpty();
        assertThat(in("other", () -> nango.connectionRecords("k")))
                .extracting(ConnectionRecord::connectionId)
                .containsExactly("foreign");
    }

    @Test
    @DisplayName("PORT-79: the primary connection of a connector is the newest of the scope that works")
    void primary() {
        connected("old", "k", owner("org"), 1);
        connected("new", "k", owner("org"), 2);
        port.connections.add("failed", "k", owner("org"), 3, Optional.of("revoked"));
        connected("mine", "k", owner("org", "u1"), 4);
        connected("mail", "m", owner("org"), 5);
        assertThat(in("org", () -> nango.primarySavedConnection("k", APP))).contains(new SavedConnection("new", "k"));
        assertThat(in("org", () -> nango.primarySavedConnection("k", MINE))).contains(new SavedConnection("mine", "k"));
        assertThat(in("org", () -> nango.primarySavedConnection("m", MINE))).isEmpty();
        Map<String, SavedConnection> all = in("org", () -> nango.primarySavedConnections(APP));
        assertThat(all)
                .containsOnly(
                        Map.entry("k", new SavedConnection("new", "k")),
                        Map.entry("m", new SavedConnection("mail", "m")));
        assertThat(catchThrowableOfType(UnsupportedOperationException.class, all::clear))
                .isNotNull();
        assertThat(in("org", () -> nango.connectionRecords("k")))
                .extracting(ConnectionRecord::connectionId)
                .containsExactly("old", "new", "failed", "mine");
    }

    @Test
    @DisplayName("PORT-77: the status is that of what the call sees: nothing, one that works, or only such as failed")
    void status() {
        connected("theirs", "k", owner("org", "u2"), 1);
        assertThat(in("org", nango::status)).isEqualTo(ConnectionStatus.NOT_CONNECTED);
        port.connections.add("failed", "k", owner("org"), 2, Optional.of("revoked"));
        assertThat(in("org", nango::status)).isEqualTo(ConnectionStatus.FAILED);
        connected("mine", "k", owner("org", "u1"), 3);
        assertThat(in("org", nango::status)).isEqualTo(ConnectionStatus.CONNECTED);
        port.connections.down = true;
        assertThat(in("org", nango::status)).isEqualTo(ConnectionStatus.FAILED);
    }

    @Test
    @DisplayName("PORT-79: a session connects the organisation or the user of the call, and nobody else")
    void sessions() {
        assertThat(in("org", () -> nango.ensureConnectSession(new ConnectRequest("k", APP)))
                        .token())
                .isEqualTo("t");
        in("org", () -> nango.ensureConnectSession(new ConnectRequest("k", MINE)));
        assertThat(port.connections.sessions).containsExactly(owner("org"), owner("org", "u1"));
        for (ConnectRequest request :
                List.of(new ConnectRequest("k", ConnectionScope.user("u2")), new ConnectRequest("unknown", APP))) {
            PortInputException refused = catchThrowableOfType(
                    PortInputException.class, () -> in("org", () -> nango.ensureConnectSession(request)));
            assertThat(refused).hasMessageContaining("NangoPort.ensureConnectSession, which needs");
        }
        assertThat(port.connections.sessions).hasSize(2);
    }

    @Test
    @DisplayName("PORT-7: a gateway that does not answer is port-unavailable, with what was needed and found")
    void down() {
        port.connections.down = true;
        List<Callable<?>> calls = List.of(
                () -> nango.connection("a", "k"),
                () -> nango.ensureConnectSession(new ConnectRequest("k", APP)),
                () -> nango.primarySavedConnection("k", APP),
                () -> nango.primarySavedConnections(APP),
                () -> nango.connectionRecords("k"));
        for (Callable<?> call : calls) {
            PortUnavailableException thrown =
                    catchThrowableOfType(PortUnavailableException.class, () -> in("org", call));
            assertThat(thrown.problem().code()).isEqualTo(ProblemCode.PORT_UNAVAILABLE);
            assertThat(thrown.problem().summary())
                    .startsWith("@acme/crm-connector 1.4.0 called NangoPort.")
                    .endsWith(", which needs an answer within 10 s; found none. The call did nothing.");
        }
    }

    @Test
    @DisplayName("PORT-61, PORT-S19: data of connections needs an organisation; what the operator set up does not")
    void withoutOrganization() {
        List<Callable<?>> calls = List.of(
                () -> nango.connection("a", "k"),
                () -> nango.ensureConnectSession(new ConnectRequest("k", APP)),
                nango::status,
                () -> nango.primarySavedConnection("k", APP),
                () -> nango.primarySavedConnections(APP),
                () -> nango.connectionRecords("k"));
        for (Callable<?> call : calls) {
            assertThat(catchThrowableOfType(TenantMissingException.class, call::call))
                    .isNotNull();
        }
        assertThat(nango.isConfigured()).isTrue();
        assertThat(nango.frontendConfig()).isPresent();
        assertThat(nango.oauthCallbackUrl()).map(Object::toString).contains("http://127.0.0.1/oauth/callback");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "a\nb", "a\u0000", "\ud800", "a\u202eb", "LONG"})
    @DisplayName(
            "PORT-5: names that are blank, too long or not on one line are refused before the gateway hears of them")
    void badNames(String given) {
        String bad = given.equals("LONG") ? "x".repeat(256) : given;
        port.connections.down = true;
        List<Callable<?>> calls = List.of(
                () -> nango.connection(bad, "k"),
                () -> nango.connection("a", bad),
                () -> nango.ensureConnectSession(new ConnectRequest(bad, APP)),
                () -> nango.ensureConnectSession(new ConnectRequest("k", ConnectionScope.user(bad))),
                () -> nango.primarySavedConnection(bad, APP),
                () -> nango.primarySavedConnection("k", ConnectionScope.user(bad)),
                () -> nango.primarySavedConnections(ConnectionScope.user(bad)),
                () -> nango.connectionRecords(bad));
        for (Callable<?> call : calls) {
            PortInputException thrown = catchThrowableOfType(PortInputException.class, () -> in("org", call));
            assertThat(thrown).hasMessageContaining("on one line, not blank, of at most 255 characters; found \"");
        }
    }

    @Test
    @SuppressWarnings("NullOptional") // what a caller can do all the same
    @DisplayName("PORT-5: null is refused wherever a caller can put one, inside records too")
    void nulls() {
        List<Callable<?>> calls = List.of(
                () -> nango.connection(null, "k"),
                () -> nango.connection("a", null),
                () -> nango.ensureConnectSession(null),
                () -> nango.ensureConnectSession(new ConnectRequest(null, APP)),
                () -> nango.ensureConnectSession(new ConnectRequest("k", null)),
                () -> nango.ensureConnectSession(new ConnectRequest("k", new ConnectionScope(null))),
                () -> nango.primarySavedConnection(null, APP),
                () -> nango.primarySavedConnection("k", null),
                () -> nango.primarySavedConnections(null),
                () -> nango.primarySavedConnections(new ConnectionScope(null)),
                () -> nango.connectionRecords(null));
        for (Callable<?> call : calls) {
            assertThat(catchThrowableOfType(PortInputException.class, () -> in("org", call)))
                    .isNotNull();
        }
        assertThat(port.connections.sessions).isEmpty();
    }

    @Test
    @DisplayName("PORT-77: without a gateway the port says so, has nothing, and starts no session")
    void notConfigured() {
        PortFixture bare = new PortFixture(
                Manifests.of(PortFixture.NAME, "1.4.0").ports(PortName.NANGO).make(),
                LiveView.live(new LiveRegistry(new MovableClock())),
                ConnectionGateway.NONE);
        NangoPort none = bare.grant(PortName.NANGO).ctx.nango();
        Function<Callable<?>, Object> run = call -> bare.in("org", call);
        assertThat(run.apply(none::isConfigured)).isEqualTo(false);
        assertThat(run.apply(none::status)).isEqualTo(ConnectionStatus.NOT_CONNECTED);
        for (Callable<?> call : List.<Callable<?>>of(
                () -> none.connection("a", "k"),
                none::frontendConfig,
                none::oauthCallbackUrl,
                () -> none.primarySavedConnection("k", APP))) {
            assertThat(run.apply(call)).isEqualTo(Optional.empty());
        }
        assertThat(run.apply(() -> none.primarySavedConnections(APP))).isEqualTo(Map.of());
        assertThat(run.apply(() -> none.connectionRecords("k"))).isEqualTo(List.of());
        PortException thrown = catchThrowableOfType(
                PortUnavailableException.class,
                () -> run.apply(() -> none.ensureConnectSession(new ConnectRequest("k", APP))));
        assertThat(thrown.problem().summary())
                .isEqualTo(
                        "@acme/crm-connector 1.4.0 called NangoPort.ensureConnectSession, which needs an OAuth gateway that the"
                                + " operator has set up; found none. The call did nothing.");
    }

    @Test
    @DisplayName("PORT-79: a call without a user sees what belongs to the organisation")
    void withoutUser() throws Exception {
        connected("app", "k", owner("org"), 1);
        connected("mine", "k", owner("org", "u1"), 2);
        Caller nobody = new Caller(Optional.empty(), Optional.of("org"), Optional.empty());
        assertThat(port.scope.within(nobody, 0, false, () -> nango.connectionRecords("k")))
                .extracting(ConnectionRecord::connectionId)
                .containsExactly("app");
    }

    @Test
    @DisplayName(
            "LIFE-162: an operator lists and deletes the connections of an organisation, and never sees credentials")
    void operator() {
        connected("mine", "k", owner("org", "u1"), 2);
        port.connections.add("app", "k", owner("org"), 1, Optional.of("revoked"));
        Connections connections =
                new Connections(port.connections, new ConnectionAudit(port.audit, port.store.transactor()));
        By ops = new By("ops", "cli");
        assertThat(connections.list("org"))
                .extracting(view -> view.connectionId() + " " + view.user().orElse("-") + " " + view.state())
                .containsExactly("app - FAILED", "mine u1 CONNECTED");
        assertThat(connections.delete("org", "app", ops).failure()).contains("revoked");
        assertThat(connections.list("org")).hasSize(1);
        for (String organization : List.of("org", "other")) {
            Problem problem = catchThrowableOfType(
                            ProblemException.class, () -> connections.delete(organization, "app", ops))
                    .problem();
            assertThat(problem.code()).isEqualTo(ProblemCode.CONNECTION_NOT_FOUND);
        }
        assertThat(port.store.auditLines().toString())
                .contains("ConnectionDeleted")
                .doesNotContain("other");
        port.connections.down = true;
        assertThat(catchThrowableOfType(ProblemException.class, () -> connections.list("org")))
                .hasMessageContaining("[port-unavailable]");
    }
}
