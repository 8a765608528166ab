/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import dev.berth.host.port.nango.ConnectPages;
import dev.berth.host.port.nango.ConnectionAudit;
import dev.berth.host.port.nango.ConnectionStore;
import dev.berth.host.port.nango.ConnectionStore.Flow;
import dev.berth.host.port.nango.ConnectionStore.Kept;
import dev.berth.host.port.nango.ConnectionStore.Session;
import dev.berth.host.port.nango.GatewayException;
import dev.berth.host.port.nango.Sealer;
import dev.berth.host.port.nango.StoredConnection;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The authorization code flow with PKCE S256. A state is good for one return of one browser; its session, for one connection. Nothing
 * is kept of a flow but hashes and the sealed verifier.
 */
final class ConnectFlow implements ConnectPages {
    /** How long a user has at the provider. */
    static final Duration FLOW = Duration.ofMinutes(10);

    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,64}");
    private static final int LONGEST_CODE = 4096;

    private final Setup.Own setup;
    private final ConnectionStore store;
    private final ConnectionAudit audit;
    private final Opaque opaque;
    private final Sealer sealer;
    private final TokenEndpoint endpoint;
    private final Clock clock;

    ConnectFlow(
            Setup.Own setup,
            ConnectionStore store,
            ConnectionAudit audit,
            Opaque opaque,
            Sealer sealer,
            TokenEndpoint endpoint,
            Clock clock) {
        this.setup = setup;
        this.store = store;
        this.audit = audit;
        this.opaque = opaque;
        this.sealer = sealer;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    /** Returns the address that a user opens. */
    URI address(String token) {
        return URI.create(setup.callbackUrl().toString().replaceAll("callback$", "connect") + "?token=" + token);
    }

    @Override
    public URI callbackUrl() {
        return setup.callbackUrl();
    }

    @Override
    public Departure begin(String token) {
        Instant now = clock.instant();
        Session session = Optional.of(token)
                .filter(Opaque::fits)
                .flatMap(known -> store.session(Opaque.hash(known)))
                .filter(known -> known.expiresAt().isAfter(now))
                .orElseThrow(ConnectFlow::unknown);
        Provider provider = provider(session);
        String state = opaque.next();
        String browser = opaque.next();
        CodeVerifier verifier = new CodeVerifier();
        String hash = Opaque.hash(state);
        store.begin(
                new Flow(
                        hash,
                        session.hash(),
                        Opaque.hash(browser),
                        sealer.seal(place(hash), verifier.getValue()),
                        now.plus(FLOW)),
                now);
        return new Departure(authorization(provider, state, verifier), browser);
    }

    private static String place(String stateHash) {
        return "ext-connect:" + stateHash;
    }

    private URI authorization(Provider provider, String state, CodeVerifier verifier) {
        AuthorizationRequest.Builder request = new AuthorizationRequest.Builder(
                        ResponseType.CODE, new ClientID(provider.clientId()))
                .endpointURI(provider.authorization().uri())
                .redirectionURI(setup.callbackUrl())
                .state(new State(state))
                .codeChallenge(verifier, CodeChallengeMethod.S256);
        if (!provider.scopes().isEmpty()) {
            request.scope(new Scope(provider.scopes().toArray(String[]::new)));
        }
        provider.parameters().forEach(request::customParameter);
        return request.build().toURI();
    }

    @Override
    public StoredConnection finish(Return answer) {
        Flow flow = Optional.of(answer.state())
                .filter(Opaque::fits)
                .flatMap(state -> store.take(Opaque.hash(state)))
                .filter(known -> known.expiresAt().isAfter(clock.instant()))
                .filter(known -> answer.browser()
                        .filter(cookie -> Opaque.isHashOf(known.browser(), cookie))
                        .isPresent())
                .orElseThrow(ConnectFlow::unknown);
        Session session = store.session(flow.session()).orElseThrow(ConnectFlow::unknown);
        Provider provider = provider(session);
        Tokens tokens = tokens(provider, flow, answer);
        StoredConnection made = new StoredConnection(
                UUID.randomUUID().toString(),
                session.providerConfigKey(),
                session.owner(),
                clock.instant(),
                Optional.empty());
        String place = Freshness.place(session.owner().organization(), made.connectionId());
        Kept kept = new Kept(made, sealer.seal(place, tokens.secrets()), tokens.expiresAt());
        if (!audit.created(made, () -> store.connect(session.hash(), kept))) {
            throw unknown();
        }
        return made;
    }

    private Tokens tokens(Provider provider, Flow flow, Return answer) {
        if (provider.issuer().isPresent() && !provider.issuer().equals(answer.issuer())) {
            throw refused(provider, "an answer of " + provider.issuer().get(), "another issuer, or none");
        } else if (answer.error().isPresent()) {
            String error = answer.error().get();
            throw refused(
                    provider, "the provider's consent", ERROR.matcher(error).matches() ? error : "another error");
        }
        String code = answer.code()
                .filter(text -> !text.isBlank() && text.length() <= LONGEST_CODE)
                .orElseThrow(() -> refused(provider, "an authorization code", "none"));
        CodeVerifier verifier = new CodeVerifier(sealer.open(place(flow.hash()), flow.verifier()));
        TokenEndpoint.Answer given;
        try {
            given = endpoint.exchange(provider, code, verifier, setup.callbackUrl());
        } catch (GatewayException e) {
            throw refused(provider, e.needed(), e.found());
        }
        return switch (given) {
            case TokenEndpoint.Answer.Given(Tokens tokens) -> tokens;
            case TokenEndpoint.Answer.Refused(String error) ->
                throw refused(provider, "a code that the provider accepts", error);
        };
    }

    private Provider provider(Session session) {
        Provider provider = setup.providers().get(session.providerConfigKey());
        if (provider == null) {
            throw unknown();
        }
        return provider;
    }

    /** One text for what was never there, has expired, was used, or is another browser's: it tells nothing to who guesses. */
    private static ProblemException unknown() {
        return new ProblemException(Problem.of(
                        ProblemCode.CONNECT_LINK_UNKNOWN,
                        "the link",
                        "The link needs to be one that this host waits for, in the browser that opened it; found one that is unknown,"
                                + " expired or used. Nothing was connected.")
                .operator("ask for a new link where you found this one."));
    }

    private static ProblemException refused(Provider provider, String needed, String found) {
        return new ProblemException(Problem.of(
                        ProblemCode.CONNECT_REFUSED,
                        provider.key(),
                        "The connection to " + provider.key() + " needs " + needed + "; found " + found
                                + ". Nothing was connected.")
                .operator("open the link again; if it stays like this, check the provider in " + SetupFile.NAME + "."));
    }
}
