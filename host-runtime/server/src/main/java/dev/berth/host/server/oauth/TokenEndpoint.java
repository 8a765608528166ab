/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import dev.berth.host.port.nango.GatewayException;
import dev.berth.host.server.outbound.Outbound;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Exchanges codes and refresh tokens for tokens. */
final class TokenEndpoint {
    /** The error codes of RFC 6749; whatever else a provider calls an error is not repeated. */
    private static final Pattern CODE = Pattern.compile("[a-z_]{1,64}");

    private final Outbound outbound;
    private final Clock clock;

    /** What a provider said of a grant. */
    sealed interface Answer {
        /** It gave tokens. */
        record Given(Tokens tokens) implements Answer {}

        /** It refused, for good. */
        record Refused(String error) implements Answer {}
    }

    TokenEndpoint(Outbound outbound, Clock clock) {
        this.outbound = outbound;
        this.clock = clock;
    }

    Answer exchange(Provider provider, String code, CodeVerifier verifier, URI callbackUrl) {
        return ask(provider, new AuthorizationCodeGrant(new AuthorizationCode(code), callbackUrl, verifier));
    }

    Answer refresh(Provider provider, String refreshToken) {
        return ask(provider, new RefreshTokenGrant(new RefreshToken(refreshToken)));
    }

    private Answer ask(Provider provider, AuthorizationGrant grant) {
        Instant asked = clock.instant();
        String who = "the provider " + provider.key();
        Outbound.Answer answer = outbound.send(who, provider.token(), request(provider, grant));
        TokenResponse response = read(who, answer);
        if (response.indicatesSuccess()) {
            return new Answer.Given(tokens(response, asked));
        }
        String code = response.toErrorResponse().getErrorObject().getCode();
        String error = code != null && CODE.matcher(code).matches() ? code : "an error of status " + answer.status();
        if (error.equals("invalid_grant")) {
            return new Answer.Refused(error);
        }
        throw new GatewayException("tokens of " + who, error);
    }

    private static HttpRequest.Builder request(Provider provider, AuthorizationGrant grant) {
        ClientID client = new ClientID(provider.clientId());
        Optional<ClientAuthentication> authentication = provider.secret().map(secret -> {
            var value = new com.nimbusds.oauth2.sdk.auth.Secret(secret.value());
            return provider.inBody() ? new ClientSecretPost(client, value) : new ClientSecretBasic(client, value);
        });
        HTTPRequest made = authentication
                .map(known -> new TokenRequest.Builder(provider.token().uri(), known, grant))
                .orElseGet(() -> new TokenRequest.Builder(provider.token().uri(), client, grant))
                .build()
                .toHTTPRequest();
        return Outbound.post(provider.token(), made);
    }

    private static TokenResponse read(String who, Outbound.Answer answer) {
        try {
            return TokenResponse.parse(answer.oauth());
        } catch (ParseException | IllegalArgumentException e) {
            // What it says may be a token.
            throw new GatewayException(
                    "tokens of " + who, "an answer of status " + answer.status() + " that is no answer of OAuth 2");
        }
    }

    private static Tokens tokens(TokenResponse response, Instant asked) {
        com.nimbusds.oauth2.sdk.token.Tokens given =
                response.toSuccessResponse().getTokens();
        AccessToken access = given.getAccessToken();
        return new Tokens(
                access.getValue(),
                Optional.ofNullable(given.getRefreshToken()).map(RefreshToken::getValue),
                access.getLifetime() > 0 ? Optional.of(asked.plusSeconds(access.getLifetime())) : Optional.empty());
    }
}
