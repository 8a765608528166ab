/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.login;

import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import dev.berth.host.identity.Logins;
import dev.berth.host.server.outbound.Outbound;
import dev.berth.host.server.route.BrowserFlow;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;

/** The authorization code flow with PKCE S256, state and nonce. A state is good for one answer in one browser. */
final class LoginFlow {
    /** How long somebody has at the provider. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final String HOME = "/";
    /** A path of this host: no other authority, no step upwards, nothing that a browser reads as something else. */
    private static final Pattern PATH = Pattern.compile("(/(?!\\.\\.?(/|$))[A-Za-z0-9._~@-]+)+/?");

    private static final int LONGEST_PATH = 1024;
    private static final int LONGEST_CODE = 4096;

    private final LoginSetup setup;
    private final Discovery discovery;
    private final CodeExchange exchange;
    private final IdTokens tokens;
    private final Logins logins;
    private final Clock clock;
    private final Pending pending = new Pending();

    /** Where the browser goes next, and what it must bring back. */
    record Departure(URI authorization, String browser) {}

    /** Somebody is signed in: the id of the login, and the path to go on to. */
    record Arrival(String login, String next) {}

    LoginFlow(LoginSetup setup, Outbound outbound, Logins logins, Clock clock) {
        this.setup = setup;
        this.discovery = new Discovery(setup, outbound, clock);
        this.exchange = new CodeExchange(setup, discovery, outbound);
        this.tokens = new IdTokens(setup, discovery, clock);
        this.logins = logins;
        this.clock = clock;
    }

    Discovery discovery() {
        return discovery;
    }

    /**
     * Begins.
     *
     * @param next where to go afterwards; what is no path of this host is dropped
     */
    Departure begin(String next) {
        URI endpoint = discovery.metadata().authorization();
        State state = new State();
        Nonce nonce = new Nonce();
        CodeVerifier verifier = new CodeVerifier();
        String browser = new State().getValue();
        String path = next.length() <= LONGEST_PATH && PATH.matcher(next).matches() ? next : HOME;
        pending.add(
                state.getValue(),
                new Pending.Login(
                        nonce.getValue(),
                        verifier,
                        browser,
                        path,
                        clock.instant().plus(LONGEST)));
        URI authorization = new AuthenticationRequest.Builder(
                        ResponseType.CODE,
                        new Scope(setup.scopes().toArray(String[]::new)),
                        new ClientID(setup.clientId()),
                        setup.callbackUrl())
                .endpointURI(endpoint)
                .state(state)
                .nonce(nonce)
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .build()
                .toURI();
        return new Departure(authorization, browser);
    }

    /** Finishes. Whatever comes of it, the state cannot be used again. */
    Arrival finish(BrowserFlow.Back answer) {
        Pending.Login login = pending.take(answer.state())
                .filter(known -> known.isOf(answer.browser().orElse(""), clock.instant()))
                .orElseThrow(LoginRefusal::unknown);
        checkAnswer(answer);
        String code = answer.code()
                .filter(text -> !text.isBlank() && text.length() <= LONGEST_CODE)
                .orElseThrow(() -> refused("answer-bad", "an authorization code", "none"));
        String token = exchange.idToken(code, login.verifier());
        return new Arrival(
                logins.admit(setup.rules().judge(tokens.claims(token, login.nonce())), setup.name()), login.next());
    }

    /** Another provider must not be able to answer in this one's name (RFC 9207). */
    private void checkAnswer(BrowserFlow.Back answer) {
        boolean silent = answer.issuer().isEmpty() && !discovery.metadata().namesItself();
        if (!silent && !answer.issuer().filter(setup.name()::equals).isPresent()) {
            throw refused("issuer-mismatch", "an answer of this issuer", "one of another, or of none");
        }
        answer.error().ifPresent(error -> {
            throw refused(
                    "provider-refused",
                    "the provider's consent",
                    CodeExchange.shown(error).orElse("another error"));
        });
    }

    private LoginRefusal refused(String reason, String needed, String found) {
        return LoginRefusal.refused(
                reason,
                setup.name(),
                needed,
                found,
                "begin again at the console's address; ask the provider's operator.");
    }
}
