/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import java.security.Key;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Believes an ID token or says why not (OpenID Connect Core 1.0, section 3.1.3.7). */
final class IdTokens {
    /** How far the clocks of host and provider may be apart. */
    static final Duration SKEW = Duration.ofSeconds(60);

    /** Signatures that only the provider can make: none is no signature, and HS256 is made with what this host knows, too. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private static final String CHECK = "check the provider; nothing on this host mends it.";

    private final LoginSetup setup;
    private final Discovery discovery;
    private final Clock clock;

    IdTokens(LoginSetup setup, Discovery discovery, Clock clock) {
        this.setup = setup;
        this.discovery = discovery;
        this.clock = clock;
    }

    /** Returns the claims of a token that is the provider's word, for this host, now, in answer to this very login. */
    Map<String, Object> claims(String text, String nonce) {
        try {
            JWT parsed = JWTParser.parse(text);
            if (!(parsed instanceof SignedJWT token)
                    || !ALGORITHMS.contains(token.getHeader().getAlgorithm())) {
                throw refused("algorithm-refused", "an ID token signed with RS, PS or ES 256, 384 or 512", "another");
            }
            if (!isSigned(token, discovery.keys()) && !isSigned(token, discovery.newKeys())) {
                throw refused("signature-bad", "an ID token signed with a key of the provider", "another signature");
            }
            JWTClaimsSet claims = token.getJWTClaimsSet();
            check(claims, nonce);
            return claims.getClaims();
        } catch (ParseException | IllegalArgumentException e) {
            throw refused("token-malformed", "an ID token", "another text");
        }
    }

    private static boolean isSigned(SignedJWT token, JWKSet keys) {
        try {
            List<? extends Key> candidates = new JWSVerificationKeySelector<SecurityContext>(
                            ALGORITHMS, new ImmutableJWKSet<>(keys))
                    .selectJWSKeys(token.getHeader(), null);
            for (Key key : candidates) {
                if (token.verify(new DefaultJWSVerifierFactory().createJWSVerifier(token.getHeader(), key))) {
                    return true;
                }
            }
            return false;
        } catch (JOSEException e) {
            // Whatever cannot be verified is not verified.
            return false;
        }
    }

    private void check(JWTClaimsSet claims, String nonce) throws ParseException {
        if (!setup.name().equals(claims.getIssuer())) {
            throw refused("issuer-mismatch", "an ID token of this issuer", "one of another");
        }
        List<String> audience = claims.getAudience();
        Optional<String> party = Optional.ofNullable(claims.getStringClaim("azp"));
        boolean forThisHost = audience.contains(setup.clientId())
                && (audience.size() == 1 || party.isPresent())
                && party.filter(id -> !id.equals(setup.clientId())).isEmpty();
        if (!forThisHost) {
            throw refused("audience-mismatch", "an ID token for the client " + setup.clientId(), "one for another");
        }
        checkTimes(claims);
        if (!nonce.equals(claims.getStringClaim("nonce"))) {
            throw refused("nonce-mismatch", "an ID token made for this login", "one with another nonce, or none");
        }
    }

    private void checkTimes(JWTClaimsSet claims) {
        Instant now = clock.instant();
        if (claims.getExpirationTime() == null || claims.getIssueTime() == null) {
            throw refused("token-malformed", "an ID token with \"exp\" and \"iat\"", "one without");
        }
        Instant expires = claims.getExpirationTime().toInstant();
        Instant issued = claims.getIssueTime().toInstant();
        if (!expires.plus(SKEW).isAfter(now)) {
            throw skewed("token-expired", "an ID token that has not expired", "one that expired", expires, now);
        }
        Instant from = claims.getNotBeforeTime() == null
                ? issued
                : claims.getNotBeforeTime().toInstant();
        Instant latest = from.isAfter(issued) ? from : issued;
        if (latest.minus(SKEW).isAfter(now)) {
            throw skewed("clock-skewed", "an ID token of now", "one that begins", latest, now);
        }
    }

    private LoginRefusal skewed(String reason, String needed, String found, Instant at, Instant now) {
        return LoginRefusal.refused(
                reason,
                setup.name(),
                needed + ", give or take " + SKEW.toSeconds() + " s",
                found + " at " + at + " while this host's clock says " + now,
                "let the host and the provider take their time from a time server.");
    }

    private LoginRefusal refused(String reason, String needed, String found) {
        return LoginRefusal.refused(reason, setup.name(), needed, found, CHECK);
    }
}
