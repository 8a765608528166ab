/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.berth.host.port.nango.ConnectionOwner;
import dev.berth.host.port.nango.GatewayException;
import dev.berth.host.port.nango.StoredConnection;
import dev.berth.host.server.outbound.Loopback;
import dev.berth.host.server.outbound.Outbound;
import dev.berth.host.server.outbound.Secret;
import dev.berth.host.server.outbound.Target;
import dev.berth.sdk.port.NangoPort.ConnectSession;
import dev.berth.sdk.port.NangoPort.FrontendConfig;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers as the public reference of Nango's HTTP API shows them, written down by hand in {@code nango/*.json}. */
class NangoGatewayTest {
    private static final String KEY = "the-secret-key-of-nango";
    private static final ConnectionOwner ADA = new ConnectionOwner("acme", Optional.of("ada@acme"));
    private static final ConnectionOwner ACME = new ConnectionOwner("acme", Optional.empty());
    private static final String ONE = "GET /connections/9f3a?provider_config_key=github";
    private static final String ALL = "GET /connections?endUserOrganizationId=acme";

    private record Canned(int status, String body) {}

    private final Map<String, Canned> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final Loopback server = new Loopback(this::answer);
    private final NangoGateway gateway = gateway(Optional.empty());

    NangoGatewayTest() throws IOException {
        answers.put(ALL, new Canned(200, fixture("connections")));
        answers.put(ONE, new Canned(200, fixture("connection")));
        answers.put("GET /integrations/github", new Canned(200, fixture("integration")));
        answers.put("POST /connect/sessions", new Canned(201, fixture("session")));
        answers.put("DELETE /connections/9f3a?provider_config_key=github", new Canned(200, "{\"success\":true}"));
    }

    private NangoGateway gateway(Optional<URI> connectUrl) {
        Setup.Nango setup = new Setup.Nango(
                new Target(server.uri("/"), false),
                new Secret(KEY),
                server.uri("/oauth/callback"),
                connectUrl,
                Optional.of("public"));
        return new NangoGateway(
                setup, new NangoApi(setup.server(), setup.secretKey(), new Outbound(Duration.ofSeconds(10))));
    }

    private static String fixture(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(NangoGatewayTest.class.getResourceAsStream("nango/" + name + ".json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        asked.add(request);
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        boolean known = ("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        Canned answer = answers.getOrDefault(request, new Canned(404, "{\"error\":{\"code\":\"not_found\"}}"));
        Loopback.answer(exchange, known ? answer.status() : 401, "application/json", known ? answer.body() : "{}");
    }

    @AfterEach
    void close() {
        gateway.close();
        server.close();
    }

    @Test
    @DisplayName(
            "PORT-76: connections of the organisation are listed with their owners; those of others on that server are not")
    void list() {
        List<StoredConnection> connections = gateway.connections("acme");
        assertThat(connections)
                .containsExactly(
                        new StoredConnection(
                                "9f3a", "github", ADA, Instant.parse("2026-06-03T14:53:22.051Z"), Optional.empty()),
                        new StoredConnection(
                                "77b1",
                                "slack",
                                ACME,
                                Instant.parse("2026-06-03T15:00:14.945Z"),
                                Optional.of(
                                        "The Nango server cannot refresh the credentials of the connection 77b1 to slack."
                                                + " It cannot be used any longer.")));
    }

    @Test
    @DisplayName("PORT-76, PORT-79: credentials come fresh from the server, without refresh token and raw answer")
    void credentials() {
        assertThat(gateway.credentials(ADA, "9f3a", "github"))
                .contains(JsonObject.of(
                        "type", "OAUTH2", "access_token", "gho_1", "expires_at", "2026-06-04T14:53:22.051Z"));
        assertThat(asked).containsExactly(ONE);
    }

    @Test
    @DisplayName("PORT-79: a connection of another user, of another organisation or of nobody we know is empty")
    void othersAreEmpty() throws IOException {
        assertThat(gateway.credentials(ACME, "9f3a", "github")).isEmpty();
        assertThat(gateway.credentials(new ConnectionOwner("acme", Optional.of("bob")), "9f3a", "github"))
                .isEmpty();
        assertThat(gateway.credentials(new ConnectionOwner("other", Optional.of("ada@acme")), "9f3a", "github"))
                .isEmpty();
        for (String endUser :
                List.of("ada@acme", "berth:", "berth:acme:ada@acme", "berth:acme:ada%40acme:x", "berth:%zz")) {
            answers.put(ONE, new Canned(200, fixture("connection").replace("berth:acme:ada%40acme", endUser)));
            assertThat(gateway.credentials(ADA, "9f3a", "github")).as(endUser).isEmpty();
        }
        answers.put(ONE, new Canned(200, fixture("connection").replace("\"9f3a\"", "\"77b1\"")));
        assertThat(gateway.credentials(ADA, "9f3a", "github")).isEmpty();
    }

    @Test
    @DisplayName("PORT-76: an owner is read from the tags of a server that has no end users")
    void tags() throws IOException {
        answers.put(
                ONE,
                new Canned(200, fixture("connection").replace("\"end_user\": {\"id\"", "\"tags\": {\"end_user_id\"")));
        assertThat(gateway.credentials(ADA, "9f3a", "github")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"404", "424"})
    @DisplayName("PORT-79: a connection that is unknown there, or cannot be refreshed any longer, is empty")
    void absent(int status) {
        answers.put(ONE, new Canned(status, "{\"error\":{\"code\":\"invalid_credentials\"}}"));
        assertThat(gateway.credentials(ADA, "9f3a", "github")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"error\":\"gho_1\"}   | found status 400",
                "401 | {}                      | found status 401",
                "302 | {}                      | found status 302",
                "500 | gho_1                   | found status 500",
                "200 | gho_1                   | found something else with status 200",
                "200 | [\"gho_1\"]             | found something else with status 200",
                "200 | {\"a\":1,\"a\":2}       | found something else with status 200",
            })
    @DisplayName("PORT-7: whatever else the server answers is a failure that repeats neither its words nor the key")
    void strange(int status, String body, String found) {
        answers.keySet().forEach(request -> answers.put(request, new Canned(status, body)));
        List<Runnable> requests = List.of(
                () -> gateway.connections("acme"),
                () -> gateway.credentials(ADA, "9f3a", "github"),
                () -> gateway.connect(ADA, "github"),
                () -> gateway.delete(new StoredConnection("9f3a", "github", ADA, Instant.EPOCH, Optional.empty())));
        for (Runnable request : requests) {
            assertThatThrownBy(request::run)
                    .isInstanceOf(GatewayException.class)
                    .hasMessageContaining(found)
                    .hasMessageNotContainingAny("gho_1", KEY);
        }
    }

    @Test
    @DisplayName("PORT-76, PORT-78: a session names its owner and the one integration, and takes the server's link")
    void session() {
        ConnectSession session = gateway.connect(ADA, "github").orElseThrow();
        assertThat(session)
                .isEqualTo(new ConnectSession(
                        "nango_connect_session_1",
                        URI.create("https://connect.nango.example/?session_token=nango_connect_session_1"),
                        Instant.parse("2026-06-03T15:23:22.051Z")));
        assertThat(bodies.get(1))
                .isEqualTo("{\"end_user\":{\"id\":\"berth:acme:ada%40acme\"},\"organization\":{\"id\":\"acme\"},"
                        + "\"allowed_integrations\":[\"github\"]}");
        assertThat(gateway.connect(ADA, "unknown")).isEmpty();
        assertThat(gateway.oauthCallbackUrl()).contains(server.uri("/oauth/callback"));
        assertThat(gateway.frontendConfig()).contains(new FrontendConfig(server.uri("/"), "public"));
    }

    @Test
    @DisplayName("PORT-76: an older server gives no link; then the operator's address takes the token")
    void olderServer() {
        answers.put(
                "POST /connect/sessions",
                new Canned(201, "{\"data\":{\"token\":\"t 1\",\"expires_at\":\"2026-06-03T15:23:22.051Z\"}}"));
        assertThatThrownBy(() -> gateway.connect(ADA, "github"))
                .isInstanceOf(GatewayException.class)
                .hasMessageEndingWith("found no link");
        try (NangoGateway named = gateway(Optional.of(URI.create("https://connect.example/")))) {
            assertThat(named.connect(ADA, "github").orElseThrow().connectUrl())
                    .hasToString("https://connect.example/?session_token=t%201");
        }
    }

    @Test
    @DisplayName("PORT-76: ids and keys reach the server as one part of its address, whatever they contain")
    void escaped() {
        assertThat(gateway.credentials(ADA, "../secret?a=b&c", "k/../x y")).isEmpty();
        assertThat(asked)
                .containsExactly("GET /connections/..%2Fsecret%3Fa%3Db%26c?provider_config_key=k%2F..%2Fx%20y");
    }

    @Test
    @DisplayName("PORT-76: a connection is deleted there; one that is gone already is no error")
    void delete() {
        StoredConnection known = gateway.connections("acme").get(0);
        gateway.delete(known);
        answers.clear();
        gateway.delete(known);
        assertThat(asked).hasSize(3).last().isEqualTo("DELETE /connections/9f3a?provider_config_key=github");
    }
}
