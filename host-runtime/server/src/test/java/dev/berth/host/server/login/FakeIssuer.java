/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import dev.berth.host.server.outbound.Loopback;
import dev.berth.sdk.value.JsonArray;
import dev.berth.sdk.value.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** An OpenID provider whose every word a test can choose; by itself it vouches for Ada. */
public final class FakeIssuer implements AutoCloseable {
    public static final String CLIENT = "berth";
    public static final RSAKey ONE = key("one");
    public static final RSAKey TWO = key("two");
    private static final RSAKey FOREIGN = key("one");
    public static final String SECRET = "s3cret of:the+client";

    private final Loopback server = new Loopback(this::answer);
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Clock clock;

    public final List<String> asked = new ArrayList<>();
    public volatile RSAKey key = ONE;
    public volatile RSAKey published = ONE;
    public volatile UnaryOperator<JsonObject> document = UnaryOperator.identity();
    public volatile UnaryOperator<JWTClaimsSet.Builder> claims = UnaryOperator.identity();
    public volatile Signature signature = Signature.RS256;
    public volatile Optional<String> tokenAnswer = Optional.empty();
    public volatile int status = 200;

    /** How a token is signed. */
    public enum Signature {
        RS256,
        NONE,
        /** With the client's secret, which is what an attacker of a public key would use, too. */
        HS256,
        FOREIGN
    }

    public FakeIssuer(Clock clock) throws IOException {
        this.clock = clock;
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public String name() {
        return server.uri("").toString();
    }

    /** What somebody's consent at an address is worth: the query that the provider sends back. */
    public String consent(URI authorization) {
        Map<String, String> query = Loopback.form(authorization.getRawQuery());
        String code = "code-" + codes.size();
        codes.put(code, query);
        return "code=" + code + "&state=" + query.get("state");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        synchronized (asked) {
            asked.add(path);
        }
        switch (path) {
            case "/.well-known/openid-configuration" ->
                Loopback.answer(
                        exchange,
                        status,
                        "application/json",
                        document.apply(described()).toString());
            case "/jwks" ->
                Loopback.answer(exchange, 200, "application/json", new JWKSet(published.toPublicJWK()).toString());
            case "/token" -> token(exchange);
            default -> Loopback.answer(exchange, 404, "text/plain", "nothing");
        }
    }

    private JsonObject described() {
        return JsonObject.of(
                "issuer", name(),
                "authorization_endpoint", name() + "/authorize",
                "token_endpoint", name() + "/token",
                "jwks_uri", name() + "/jwks",
                "response_types_supported", JsonArray.of("code"),
                "subject_types_supported", JsonArray.of("public"),
                "id_token_signing_alg_values_supported", JsonArray.of("RS256"));
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                Loopback.form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> asking = codes.remove(form.getOrDefault("code", ""));
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (tokenAnswer.isPresent()) {
            Loopback.answer(exchange, 200, "application/json", tokenAnswer.get());
        } else if (asking == null || !form.containsKey("code_verifier") || !authorization.startsWith("Basic ")) {
            Loopback.answer(exchange, 400, "application/json", "{\"error\":\"invalid_grant\"}");
        } else {
            JsonObject tokens = JsonObject.of(
                    "access_token", "access-secret", "token_type", "bearer", "id_token", idToken(asking.get("nonce")));
            Loopback.answer(exchange, 200, "application/json", tokens.toString());
        }
    }

    private String idToken(String nonce) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder usual = new JWTClaimsSet.Builder()
                .issuer(name())
                .subject("ada")
                .audience(CLIENT)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .claim("nonce", nonce)
                .claim("organization", "acme")
                .claim("groups", List.of("everybody", "berth-users"));
        JWTClaimsSet made = claims.apply(usual).build();
        try {
            return switch (signature) {
                case RS256 -> signed(made, key);
                case FOREIGN -> signed(made, FOREIGN);
                case NONE -> new PlainJWT(made).serialize();
                case HS256 -> {
                    SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), made);
                    token.sign(new MACSigner(SECRET.repeat(2)));
                    yield token.serialize();
                }
            };
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(JWTClaimsSet claims, RSAKey key) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    @Override
    public void close() {
        server.close();
    }
}
