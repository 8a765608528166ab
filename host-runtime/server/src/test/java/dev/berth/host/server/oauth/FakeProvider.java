/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import com.sun.net.httpserver.HttpExchange;
import dev.berth.host.server.outbound.Loopback;
import dev.berth.host.server.outbound.Secret;
import dev.berth.host.server.outbound.Target;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A provider whose every answer a test can choose; by itself it does what RFC 6749 and RFC 7636 say, and rotates refresh tokens. */
final class FakeProvider implements AutoCloseable {
    static final String SECRET = "the+secret of/the:client";
    private final Loopback server = new Loopback(this::token);
    private final Map<String, String> challenges = new ConcurrentHashMap<>();
    private final Set<String> refreshTokens = new HashSet<>();
    private int issued;

    final List<Map<String, String>> requests = new ArrayList<>();
    final List<String> authorizations = new ArrayList<>();
    volatile Optional<String> lifetime = Optional.of("3600");
    volatile boolean rotates = true;
    volatile boolean refreshes = true;
    volatile Optional<Answer> instead = Optional.empty();
    volatile CountDownLatch gate = new CountDownLatch(0);

    /** What is said instead of tokens. */
    record Answer(int status, String type, String body) {
        static Answer error(String code) {
            return new Answer(400, "application/json", "{\"error\":\"" + code + "\",\"error_description\":\"no\"}");
        }
    }

    FakeProvider() throws IOException {}

    URI authorization() {
        return server.uri("/authorize");
    }

    URI tokens() {
        return server.uri("/token");
    }

    Provider provider(String key) {
        return new Provider(
                key,
                new Target(authorization(), false),
                new Target(tokens(), false),
                "berth",
                Optional.of(new Secret(SECRET)),
                false,
                List.of("read", "write"),
                Map.of("access_type", "offline"),
                Optional.empty());
    }

    /** What a user's consent at this address is worth. */
    synchronized String consent(URI authorization) {
        Map<String, String> query = Loopback.form(authorization.getRawQuery());
        String code = "code-" + ++issued;
        challenges.put(code, query.get("code_challenge"));
        return code;
    }

    synchronized void revoke() {
        refreshTokens.clear();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                Loopback.form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        synchronized (this) {
            requests.add(form);
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        }
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Answer answer = instead.orElseGet(() -> granted(form));
        Loopback.answer(exchange, answer.status(), answer.type(), answer.body());
    }

    private synchronized Answer granted(Map<String, String> form) {
        boolean good = form.get("grant_type").equals("refresh_token")
                ? refreshTokens.contains(form.get("refresh_token"))
                : s256(form.getOrDefault("code_verifier", "")).equals(challenges.remove(form.get("code")));
        if (!good) {
            return Answer.error("invalid_grant");
        }
        int number = ++issued;
        String refresh = "";
        if (refreshes && (rotates || !form.containsKey("refresh_token"))) {
            refreshTokens.remove(form.get("refresh_token"));
            refreshTokens.add("refresh-" + number);
            refresh = ",\"refresh_token\":\"refresh-" + number + "\"";
        }
        String expires = lifetime.map(seconds -> ",\"expires_in\":" + seconds).orElse("");
        return new Answer(
                200,
                "application/json",
                "{\"access_token\":\"access-" + number + "\",\"token_type\":\"bearer\"" + expires + refresh + "}");
    }

    private static String s256(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
