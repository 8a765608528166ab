/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import dev.berth.host.port.nango.ConnectionOwner;
import dev.berth.host.port.nango.GatewayException;
import dev.berth.host.server.outbound.Outbound;
import dev.berth.host.server.outbound.Secret;
import dev.berth.host.server.outbound.Target;
import dev.berth.manifest.json.StrictJson;
import dev.berth.sdk.port.NangoPort.ConnectSession;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The requests of a Nango server that a gateway needs, by its public reference. */
final class NangoApi implements AutoCloseable {
    private static final String WHO = "the Nango server";
    private static final int NOT_FOUND = 404;
    /** The refresh of a token was refused too often. */
    private static final int EXHAUSTED = 424;

    private final Target server;
    private final Secret secretKey;
    private final Outbound outbound;

    NangoApi(Target server, Secret secretKey, Outbound outbound) {
        this.server = server;
        this.secretKey = secretKey;
        this.outbound = outbound;
    }

    Stream<JsonObject> connections(String organization) {
        String path = "/connections?endUserOrganizationId=" + NangoOwner.encoded(organization);
        return objects(ask("GET", path, BodyPublishers.noBody(), Set.of()).orElse(JsonObject.of()), "connections");
    }

    /** Returns a connection with its credentials; empty if it is unknown or cannot be refreshed. */
    Optional<JsonObject> connection(String id, String key) {
        return ask("GET", path(id, key), BodyPublishers.noBody(), Set.of(NOT_FOUND, EXHAUSTED));
    }

    void delete(String id, String key) {
        ask("DELETE", path(id, key), BodyPublishers.noBody(), Set.of(NOT_FOUND));
    }

    boolean hasIntegration(String key) {
        String path = "/integrations/" + NangoOwner.encoded(key);
        return ask("GET", path, BodyPublishers.noBody(), Set.of(NOT_FOUND)).isPresent();
    }

    ConnectSession session(ConnectionOwner owner, String key, Optional<URI> connectUrl) {
        JsonObject body = JsonObject.of(
                "end_user", JsonObject.of("id", NangoOwner.endUserId(owner)),
                "organization", JsonObject.of("id", owner.organization()),
                "allowed_integrations", List.of(key));
        JsonObject data = ask("POST", "/connect/sessions", BodyPublishers.ofString(body.toString()), Set.of())
                .flatMap(answer -> answer.get("data"))
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .orElse(JsonObject.of());
        String token = data.string("token").orElseThrow(() -> strange("no token"));
        Instant expiresAt =
                data.string("expires_at").flatMap(NangoApi::instant).orElseThrow(() -> strange("no time of expiry"));
        Optional<String> link = data.string("connect_link")
                .or(() -> connectUrl.map(url -> url + "?session_token=" + NangoOwner.encoded(token)));
        try {
            return new ConnectSession(token, URI.create(link.orElseThrow(() -> strange("no link"))), expiresAt);
        } catch (IllegalArgumentException e) {
            throw strange("a link that is no address");
        }
    }

    private static GatewayException strange(String found) {
        return new GatewayException("a connect session of " + WHO + " with token, link and expiry", found);
    }

    private static String path(String id, String key) {
        return "/connections/" + NangoOwner.encoded(id) + "?provider_config_key=" + NangoOwner.encoded(key);
    }

    /** Asks; empty for a status that means absence. */
    private Optional<JsonObject> ask(String method, String path, BodyPublisher body, Set<Integer> absent) {
        Target target = server.below(path);
        Outbound.Answer answer = outbound.send(
                WHO,
                target,
                HttpRequest.newBuilder(target.uri())
                        .method(method, body)
                        .header("Accept", "application/json")
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + secretKey.value()));
        if (absent.contains(answer.status())) {
            return Optional.empty();
        } else if (!answer.isDone()) {
            throw new GatewayException(
                    WHO + " to do what it is asked, with the secret key of " + SetupFile.NAME,
                    "status " + answer.status());
        }
        try {
            if (StrictJson.parse(answer.body()) instanceof JsonObject json) {
                return Optional.of(json);
            }
        } catch (StrictJson.JsonSyntaxException e) {
            // Said below, without what it sent.
        }
        throw new GatewayException("an answer in JSON of " + WHO, "something else with status " + answer.status());
    }

    static Stream<JsonObject> objects(JsonObject in, String member) {
        return in.get(member)
                .filter(JsonArray.class::isInstance)
                .map(array -> ((JsonArray) array).items().stream())
                .orElse(Stream.of())
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast);
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        outbound.close();
    }
}
