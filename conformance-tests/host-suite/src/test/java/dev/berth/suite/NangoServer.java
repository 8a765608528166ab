/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import dev.berth.sdk.value.JsonString;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server that keeps the contract of Nango's HTTP API as its public reference gives it: connect sessions, integrations, connections and
 * their credentials, which it refreshes.
 */
final class NangoServer implements AutoCloseable {
    static final String SECRET_KEY = "the-secret-key-of-nango";
    private static final Duration LIFETIME = Duration.ofHours(1);

    private final Clock clock;
    private final String integration;
    private final HttpServer server;
    private final Map<String, JsonObject> sessions = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private int issued;
    private boolean revoked;

    /** A connection as the server has it. */
    private static final class Row {
        final int number;
        final String id;
        final JsonObject session;
        final Instant created;
        String token;
        Instant expires;
        boolean failed;

        Row(int number, JsonObject session, Instant created, String token) {
            this.number = number;
            this.id = "connection-" + number;
            this.session = session;
            this.created = created;
            this.token = token;
            this.expires = created.plus(LIFETIME);
        }
    }

    NangoServer(Clock clock, String integration) throws IOException {
        this.clock = clock;
        this.integration = integration;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Does what a user does on the page of a session. */
    synchronized void complete(String token) {
        JsonObject session = Optional.ofNullable(sessions.remove(token)).orElseThrow();
        int number = ++issued;
        rows.add(new Row(number, session, clock.instant().plusMillis(number), "token-" + number));
    }

    /** No refresh works any longer. */
    synchronized void revoke() {
        revoked = true;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean known =
                ("Bearer " + SECRET_KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        Answer answer = known ? answer(exchange, body) : new Answer(401, JsonObject.of());
        byte[] bytes = answer.body().toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private record Answer(int status, JsonObject body) {
        static Answer error(int status, String code) {
            return new Answer(status, JsonObject.of("error", JsonObject.of("code", code, "message", code)));
        }
    }

    private synchronized Answer answer(HttpExchange exchange, String body) {
        String path = exchange.getRequestURI().getPath();
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        return switch (exchange.getRequestMethod() + " " + path.replaceAll("(/[a-z]+/).*", "$1")) {
            case "POST /connect/" -> session((JsonObject) StrictJson.parse(body));
            case "GET /integrations/" ->
                path.equals("/integrations/" + integration)
                        ? new Answer(200, JsonObject.of("data", JsonObject.of("unique_key", integration)))
                        : Answer.error(404, "not_found");
            case "GET /connections" ->
                new Answer(
                        200,
                        JsonObject.of(
                                "connections",
                                JsonArray.of(rows.stream()
                                        .filter(row -> organization(row).equals(query.get("endUserOrganizationId")))
                                        .map(row -> connection(row).with("created", row.created))
                                        .toArray())));
            case "GET /connections/" ->
                find(path, query).map(this::credentials).orElse(Answer.error(404, "unknown_connection"));
            case "DELETE /connections/" ->
                find(path, query).filter(rows::remove).isPresent()
                        ? new Answer(200, JsonObject.of("success", true))
                        : Answer.error(404, "unknown_connection");
            default -> Answer.error(404, "not_found");
        };
    }

    private Answer session(JsonObject input) {
        String token = "nango_connect_session_" + ++issued;
        sessions.put(token, input);
        return new Answer(
                201,
                JsonObject.of(
                        "data",
                        JsonObject.of(
                                "token",
                                token,
                                "connect_link",
                                uri() + "/?session_token=" + token,
                                "expires_at",
                                clock.instant().plus(Duration.ofMinutes(30)))));
    }

    private Answer credentials(Row row) {
        if (!row.expires.isAfter(clock.instant())) {
            if (revoked) {
                row.failed = true;
            } else {
                row.token = "token-" + ++issued;
                row.expires = clock.instant().plus(LIFETIME);
            }
        }
        if (row.failed) {
            return Answer.error(424, "invalid_credentials");
        }
        JsonObject credentials = JsonObject.of(
                "type",
                "OAUTH2",
                "access_token",
                row.token,
                "refresh_token",
                "refresh-of-" + row.id,
                "expires_at",
                row.expires,
                "raw",
                JsonObject.of("access_token", row.token));
        return new Answer(200, connection(row).with("created_at", row.created).with("credentials", credentials));
    }

    private static JsonObject connection(Row row) {
        List<JsonObject> errors = row.failed ? List.of(JsonObject.of("type", "auth", "log_id", "1")) : List.of();
        String key = ((JsonString)
                        ((JsonArray) row.session.get("allowed_integrations").orElseThrow())
                                .items()
                                .get(0))
                .value();
        return JsonObject.of(
                "id",
                row.number,
                "connection_id",
                row.id,
                "provider",
                key,
                "provider_config_key",
                key,
                "metadata",
                JsonObject.of(),
                "errors",
                errors,
                "end_user",
                row.session.get("end_user").orElseThrow());
    }

    private static String organization(Row row) {
        return ((JsonObject) row.session.get("organization").orElseThrow())
                .string("id")
                .orElseThrow();
    }

    private Optional<Row> find(String path, Map<String, String> query) {
        return rows.stream()
                .filter(row ->
                        path.equals("/connections/" + row.id) && integration.equals(query.get("provider_config_key")))
                .findFirst();
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : Optional.ofNullable(raw).orElse("").split("&", -1)) {
            int equals = Math.max(pair.indexOf('='), 0);
            query.put(
                    pair.substring(0, equals),
                    URLDecoder.decode(pair.substring(Math.min(equals + 1, pair.length())), StandardCharsets.UTF_8));
        }
        return query;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
