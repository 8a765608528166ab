/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.login;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.berth.host.port.nango.GatewayException;
import dev.berth.host.server.outbound.Outbound;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Exchanges an authorization code for an ID token, and throws the other tokens away. */
final class CodeExchange {
    /** The error codes of RFC 6749; whatever else a provider calls an error is not repeated. */
    static final Pattern ERROR = Pattern.compile("[a-z_]{1,64}");

    private final LoginSetup setup;
    private final Discovery discovery;
    private final Outbound outbound;

    CodeExchange(LoginSetup setup, Discovery discovery, Outbound outbound) {
        this.setup = setup;
        this.discovery = discovery;
        this.outbound = outbound;
    }

    String idToken(String code, CodeVerifier verifier) {
        Discovery.Metadata metadata = discovery.metadata();
        AuthorizationCodeGrant grant =
                new AuthorizationCodeGrant(new AuthorizationCode(code), setup.callbackUrl(), verifier);
        Outbound.Answer answer;
        try {
            answer = outbound.send(
                    "the login provider",
                    metadata.token(),
                    Outbound.post(metadata.token(), request(metadata.token().uri(), metadata.inBody(), grant)));
        } catch (GatewayException e) {
            throw LoginRefusal.unavailable("issuer-unreachable", setup.name(), e.needed(), e.found());
        }
        TokenResponse response;
        try {
            response = TokenResponse.parse(answer.oauth());
        } catch (ParseException | IllegalArgumentException e) {
            // What it says may be a token.
            throw LoginRefusal.unavailable(
                    "answer-bad",
                    setup.name(),
                    "tokens for the code",
                    "an answer of status " + answer.status() + " that is no answer of OAuth 2");
        }
        if (!response.indicatesSuccess()) {
            String error = response.toErrorResponse().getErrorObject().getCode();
            throw LoginRefusal.refused(
                    "code-refused",
                    setup.name(),
                    "a code and a client that the provider accepts",
                    shown(error).orElse("an error of status " + answer.status()),
                    "begin again; if it stays like this, check the client's id and secret in " + LoginFile.NAME + ".");
        }
        if (response.toSuccessResponse().getCustomParameters().get("id_token") instanceof String token) {
            return token;
        }
        throw LoginRefusal.unavailable("answer-bad", setup.name(), "an ID token for the code", "none");
    }

    /** Returns an error that is a code; other texts are not repeated. */
    static Optional<String> shown(@org.jspecify.annotations.Nullable String error) {
        return Optional.ofNullable(error).filter(text -> ERROR.matcher(text).matches());
    }

    private HTTPRequest request(URI endpoint, boolean inBody, AuthorizationCodeGrant grant) {
        ClientID client = new ClientID(setup.clientId());
        Optional<ClientAuthentication> authentication = setup.secret().map(secret -> {
            var value = new com.nimbusds.oauth2.sdk.auth.Secret(secret.value());
            return inBody ? new ClientSecretPost(client, value) : new ClientSecretBasic(client, value);
        });
        return authentication
                .map(known -> new TokenRequest.Builder(endpoint, known, grant))
                .orElseGet(() -> new TokenRequest.Builder(endpoint, client, grant))
                .build()
                .toHTTPRequest();
    }
}
