/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.login;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import dev.berth.host.port.nango.GatewayException;
import dev.berth.host.server.outbound.Outbound;
import dev.berth.host.server.outbound.Target;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a provider says of itself (OpenID Connect Discovery 1.0) and its keys, kept for a while. */
final class Discovery {
    static final Duration KEPT = Duration.ofHours(1);

    /** How soon a provider is asked again that did not answer, or that may have new keys. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    private static final String WHO = "the login provider";
    private static final String PATH = "/.well-known/openid-configuration";

    private final LoginSetup setup;
    private final Outbound outbound;
    private final Clock clock;
    private volatile @Nullable Known known;
    private volatile @Nullable Failed failed;

    /**
     * A provider as it describes itself.
     *
     * @param authorization where browsers are sent; never requested by this host
     * @param inBody whether it takes the client's secret in the body only
     * @param namesItself whether its answers name it (RFC 9207)
     */
    record Metadata(URI authorization, Target token, Target keys, boolean inBody, boolean namesItself) {}

    private record Known(Metadata metadata, JWKSet keys, Instant at) {}

    private record Failed(LoginRefusal refusal, Instant at) {}

    Discovery(LoginSetup setup, Outbound outbound, Clock clock) {
        this.setup = setup;
        this.outbound = outbound;
        this.clock = clock;
    }

    Metadata metadata() {
        return known(KEPT).metadata();
    }

    JWKSet keys() {
        return known(KEPT).keys();
    }

    /** Returns the keys of now, for a token that is signed by one that is not among them. */
    JWKSet newKeys() {
        return known(PAUSE).keys();
    }

    private Known known(Duration oldest) {
        Instant now = clock.instant();
        Known found = known;
        if (found != null && found.at().plus(oldest).isAfter(now)) {
            return found;
        }
        Failed before = failed;
        if (before != null && before.at().plus(PAUSE).isAfter(now)) {
            throw before.refusal().again();
        }
        try {
            Metadata metadata = ask();
            Known made = new Known(metadata, keys(metadata), now);
            known = made;
            failed = null;
            return made;
        } catch (LoginRefusal e) {
            failed = new Failed(e, now);
            throw e;
        }
    }

    private Metadata ask() {
        OIDCProviderMetadata document;
        try {
            document = OIDCProviderMetadata.parse(get(setup.issuer().below(PATH), "a discovery document"));
        } catch (ParseException | IllegalArgumentException e) {
            throw bad("a discovery document of OpenID Connect", "another text");
        }
        String issuer = document.getIssuer().getValue();
        if (!issuer.equals(setup.name())) {
            throw bad("a discovery document of this very issuer", "one of another issuer");
        }
        List<ClientAuthenticationMethod> methods = document.getTokenEndpointAuthMethods();
        boolean inBody = methods != null
                && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return new Metadata(
                target("authorization_endpoint", document.getAuthorizationEndpointURI())
                        .uri(),
                target("token_endpoint", document.getTokenEndpointURI()),
                target("jwks_uri", document.getJWKSetURI()),
                inBody,
                document.supportsAuthorizationResponseIssuerParam());
    }

    /** A provider outside cannot lead this host into networks of the operator's own. */
    private Target target(String member, @Nullable URI uri) {
        Target issuer = setup.issuer();
        boolean inside = issuer.isPrivate() || issuer.isPrivateLiteral();
        Target target = uri == null || uri.getHost() == null ? null : new Target(uri, inside);
        if (target == null || !target.isSafe() || (!inside && target.isPrivateLiteral())) {
            throw bad("a discovery document with a \"" + member + "\" that is " + Target.NEEDED, "another, or none");
        }
        return target;
    }

    private JWKSet keys(Metadata metadata) {
        try {
            return JWKSet.parse(get(metadata.keys(), "a set of keys"));
        } catch (java.text.ParseException | IllegalArgumentException e) {
            throw bad("a set of keys (RFC 7517)", "another text");
        }
    }

    private String get(Target target, String what) {
        HttpRequest.Builder request = HttpRequest.newBuilder(target.uri()).GET().header("Accept", "application/json");
        Outbound.Answer answer;
        try {
            answer = outbound.send(WHO, target, request);
        } catch (GatewayException e) {
            throw LoginRefusal.unavailable("issuer-unreachable", setup.name(), e.needed(), e.found());
        }
        if (answer.status() != 200) {
            throw bad(what + " at " + target.uri(), "an answer of status " + answer.status());
        }
        return answer.body();
    }

    private LoginRefusal bad(String needed, String found) {
        return LoginRefusal.unavailable("discovery-bad", setup.name(), needed, found);
    }
}
