/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import static dev.berth.host.server.oauth.OwnFixture.ACME;
import static dev.berth.host.server.oauth.OwnFixture.ADA;
import static dev.berth.host.server.oauth.OwnFixture.back;
import static dev.berth.host.server.oauth.OwnFixture.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.host.port.nango.ConnectPages.Departure;
import dev.berth.host.port.nango.ConnectPages.Return;
import dev.berth.host.port.nango.ConnectionGateway;
import dev.berth.host.port.nango.ConnectionOwner;
import dev.berth.host.port.nango.StoredConnection;
import dev.berth.host.server.outbound.Loopback;
import dev.berth.sdk.port.NangoPort.ConnectSession;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectFlowTest {
    private final OwnFixture own = new OwnFixture();

    ConnectFlowTest() throws IOException {}

    @AfterEach
    void close() {
        own.close();
    }

    private Problem refused(Return answer) {
        int connections = own.store.connections.size();
        ProblemException thrown =
                catchThrowableOfType(ProblemException.class, () -> own.pages().finish(answer));
        assertThat(thrown).isNotNull();
        assertThat(own.store.connections).hasSize(connections);
        return thrown.problem();
    }

    private ProblemCode code(Return answer) {
        return refused(answer).code();
    }

    private String consent(Departure departure) {
        return own.provider.consent(departure.authorization());
    }

    @Test
    @DisplayName(
            "PORT-78, PORT-79: the browser goes to the provider with state, PKCE S256 and the literal redirect address")
    void departure() {
        ConnectSession session = own.gateway.connect(ADA, OwnFixture.KEY).orElseThrow();
        assertThat(session.connectUrl()).hasToString("http://127.0.0.1:8484/oauth/connect?token=" + session.token());
        assertThat(session.expiresAt()).isEqualTo("2026-11-21T12:30:00Z");
        Departure departure = own.pages().begin(session.token());
        assertThat(departure.authorization().toString())
                .startsWith(own.provider.authorization() + "?")
                .contains("redirect_uri=http%3A%2F%2F127.0.0.1%3A8484%2Foauth%2Fcallback");
        Map<String, String> query = Loopback.form(departure.authorization().getRawQuery());
        assertThat(query)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", "berth")
                .containsEntry("scope", "read write")
                .containsEntry("access_type", "offline")
                .containsEntry("code_challenge_method", "S256")
                .containsOnlyKeys(
                        "response_type",
                        "client_id",
                        "scope",
                        "access_type",
                        "redirect_uri",
                        "state",
                        "code_challenge",
                        "code_challenge_method");
        assertThat(query.get("state")).matches("[A-Za-z0-9_-]{43}");
        assertThat(query.get("code_challenge")).matches("[A-Za-z0-9_-]{43}");
        assertThat(own.gateway.oauthCallbackUrl()).contains(OwnFixture.CALLBACK);
    }

    @Test
    @DisplayName("PORT-79: the code is exchanged with the verifier, the same redirect address and the client's secret")
    void exchange() {
        StoredConnection made = own.connect(ADA);
        assertThat(made.owner()).isEqualTo(ADA);
        assertThat(own.gateway.connections("acme")).containsExactly(made);
        assertThat(own.provider.requests)
                .singleElement()
                .satisfies(form -> assertThat(form)
                        .containsEntry("redirect_uri", OwnFixture.CALLBACK.toString())
                        .containsKeys("code", "code_verifier")
                        .doesNotContainKey("client_secret"));
        // Both parts are form-encoded before they are joined (RFC 6749, 2.3.1).
        String basic = new String(
                java.util.Base64.getDecoder()
                        .decode(own.provider.authorizations.get(0).substring("Basic ".length())),
                java.nio.charset.StandardCharsets.UTF_8);
        assertThat(basic).isEqualTo("berth:the%2Bsecret+of%2Fthe%3Aclient");
    }

    @Test
    @DisplayName("PORT-79: nothing that is kept of a session or a flow lets anybody finish it")
    void keptAsHashes() {
        ConnectSession session = own.gateway.connect(ADA, OwnFixture.KEY).orElseThrow();
        Departure departure = own.pages().begin(session.token());
        assertThat(own.store.sessions.toString()).doesNotContain(session.token());
        assertThat(own.store.flows.toString()).doesNotContain(state(departure), departure.browser(), session.token());
        assertThat(departure.toString()).doesNotContain(departure.browser());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "0000000000000000000000000000000000000000000",
                "a\u0000b",
                "\ud800",
                "../../etc/passwd"
            })
    @DisplayName("PORT-79: a token or a state that nobody gave out is unknown")
    void unknown(String guess) {
        own.departure(ADA);
        assertThatThrownBy(() -> own.pages().begin(guess))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("[connect-link-unknown]");
        assertThat(code(new Return(guess, Optional.of("b"), Optional.of("c"), Optional.empty(), Optional.empty())))
                .isEqualTo(ProblemCode.CONNECT_LINK_UNKNOWN);
        assertThat(own.provider.requests).isEmpty();
        assertThat(own.store.flows).hasSize(1);
    }

    @Test
    @DisplayName("PORT-79: a state is good once, whether it was used well or not")
    void replayed() {
        Departure departure = own.departure(ADA);
        Return answer = back(departure, consent(departure));
        own.pages().finish(answer);
        assertThat(code(answer)).isEqualTo(ProblemCode.CONNECT_LINK_UNKNOWN);

        Departure next = own.departure(ADA);
        assertThat(code(back(next, "wrong"))).isEqualTo(ProblemCode.CONNECT_REFUSED);
        assertThat(code(back(next, consent(next)))).isEqualTo(ProblemCode.CONNECT_LINK_UNKNOWN);
    }

    @Test
    @DisplayName("PORT-79: a state comes back in the browser it left in, or not at all")
    void otherBrowser() {
        Departure mine = own.departure(ADA);
        Departure other = own.departure(ADA);
        String code = consent(mine);
        for (Optional<String> browser :
                java.util.List.of(Optional.<String>empty(), Optional.of(""), Optional.of(other.browser()))) {
            Departure departure = own.departure(ADA);
            assertThat(code(new Return(
                            state(departure), browser, Optional.of(code), Optional.empty(), Optional.empty())))
                    .isEqualTo(ProblemCode.CONNECT_LINK_UNKNOWN);
        }
        assertThat(own.provider.requests).isEmpty();
    }

    @Test
    @DisplayName("PORT-79: a stolen code is worth nothing in another flow: its verifier does not fit")
    void injectedCode() {
        Departure victim = own.departure(ADA);
        String code = consent(victim);
        Departure attacker = own.departure(new ConnectionOwner("acme", Optional.of("mallory")));
        Problem problem = refused(back(attacker, code));
        assertThat(problem.code()).isEqualTo(ProblemCode.CONNECT_REFUSED);
        assertThat(problem.summary())
                .isEqualTo("The connection to files needs a code that the provider accepts; found invalid_grant."
                        + " Nothing was connected.");
    }

    @Test
    @DisplayName("PORT-79: a session makes one connection, of however many flows it began")
    void oneConnection() {
        String token = own.gateway.connect(ADA, OwnFixture.KEY).orElseThrow().token();
        Departure first = own.pages().begin(token);
        Departure second = own.pages().begin(token);
        own.pages().finish(back(second, consent(second)));
        assertThat(code(back(first, consent(first)))).isEqualTo(ProblemCode.CONNECT_LINK_UNKNOWN);
        assertThatThrownBy(() -> own.pages().begin(token)).hasMessageContaining("[connect-link-unknown]");
    }

    @Test
    @DisplayName("PORT-79: a session expires after 30 minutes, a flow after 10")
    void expiry() {
        String token = own.gateway.connect(ADA, OwnFixture.KEY).orElseThrow().token();
        Departure late = own.pages().begin(token);
        own.clock.forward(ConnectFlow.FLOW);
        assertThat(code(back(late, consent(late)))).isEqualTo(ProblemCode.CONNECT_LINK_UNKNOWN);
        Departure departure = own.pages().begin(token);
        own.clock.forward(ConnectFlow.FLOW.minusSeconds(1));
        assertThat(own.pages().finish(back(departure, consent(departure))).works())
                .isTrue();

        String idle = own.gateway.connect(ADA, OwnFixture.KEY).orElseThrow().token();
        own.clock.forward(OwnGateway.SESSION);
        assertThatThrownBy(() -> own.pages().begin(idle)).hasMessageContaining("[connect-link-unknown]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_denied", "server_error", "<script>alert(1)</script>", "", "x y", "\u0000"})
    @DisplayName("PORT-79: an error of the provider is said if it is one of OAuth 2, and asks for no token")
    void providerError(String error) {
        Departure departure = own.departure(ADA);
        Problem problem = refused(new Return(
                state(departure),
                Optional.of(departure.browser()),
                Optional.of("code"),
                Optional.of(error),
                Optional.empty()));
        assertThat(problem.code()).isEqualTo(ProblemCode.CONNECT_REFUSED);
        assertThat(problem.summary())
                .contains("found " + (error.matches("[a-z_]+") ? error : "another error") + ".")
                .doesNotContain("<", "\u0000");
        assertThat(own.provider.requests).isEmpty();
    }

    @Test
    @DisplayName("PORT-79: an answer without a code, or with one too long to be one, asks for no token")
    void noCode() {
        for (Optional<String> code :
                java.util.List.of(Optional.<String>empty(), Optional.of(" "), Optional.of("c".repeat(4097)))) {
            Departure departure = own.departure(ADA);
            assertThat(code(new Return(
                            state(departure),
                            Optional.of(departure.browser()),
                            code,
                            Optional.empty(),
                            Optional.empty())))
                    .isEqualTo(ProblemCode.CONNECT_REFUSED);
        }
        assertThat(own.provider.requests).isEmpty();
    }

    @Test
    @DisplayName("PORT-79: a provider that names itself must be the one that answers (RFC 9207)")
    void mixedUp() {
        Provider plain = own.provider.provider(OwnFixture.KEY);
        Provider named = new Provider(
                plain.key(),
                plain.authorization(),
                plain.token(),
                plain.clientId(),
                plain.secret(),
                true,
                plain.scopes(),
                plain.parameters(),
                Optional.of("https://files.example"));
        try (ConnectionGateway gateway = own.gateway(Map.of(OwnFixture.KEY, named))) {
            for (Optional<String> issuer : java.util.List.of(
                    Optional.<String>empty(),
                    Optional.of("https://other.example"),
                    Optional.of("https://files.example"))) {
                String token =
                        gateway.connect(ADA, OwnFixture.KEY).orElseThrow().token();
                Departure departure = gateway.pages().orElseThrow().begin(token);
                Return answer = new Return(
                        state(departure),
                        Optional.of(departure.browser()),
                        Optional.of(consent(departure)),
                        Optional.empty(),
                        issuer);
                if (issuer.equals(named.issuer())) {
                    assertThat(gateway.pages().orElseThrow().finish(answer).works())
                            .isTrue();
                    assertThat(own.provider.requests.get(0)).containsEntry("client_secret", FakeProvider.SECRET);
                } else {
                    assertThatThrownBy(() -> gateway.pages().orElseThrow().finish(answer))
                            .hasMessageContaining("[connect-refused]");
                    assertThat(own.provider.requests).isEmpty();
                }
            }
        }
    }

    @Test
    @DisplayName("PORT-7: a provider that is down connects nothing, and the user is told without its words")
    void providerDown() {
        Departure departure = own.departure(ACME);
        own.provider.instead = Optional.of(new FakeProvider.Answer(503, "text/plain", "access-9"));
        Problem problem = refused(back(departure, consent(departure)));
        assertThat(problem.code()).isEqualTo(ProblemCode.CONNECT_REFUSED);
        assertThat(problem.summary()).contains("status 503").doesNotContain("access-9");
    }
}
