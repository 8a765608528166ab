/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.identity;

import dev.berth.host.audit.AuditEvent;
import dev.berth.host.audit.AuditEvent.TokenCreated;
import dev.berth.host.audit.AuditEvent.TokenRevoked;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Loaded;
import dev.berth.host.extension.Transactor;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives tokens, takes them back, and tells whose a token is. A revocation holds for every request that begins after it has
 * returned.
 */
public final class Tokens {
    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);

    /** How exact the time of the last use is; a write for each request would be too much. */
    private static final Duration EXACT = Duration.ofMinutes(1);

    private final TokenStore store;
    private final Transactor transactor;
    private final AuditLog audit;
    private final Tenancy tenancy;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    public Tokens(TokenStore store, Transactor transactor, AuditLog audit, Tenancy tenancy, Clock clock) {
        this.store = store;
        this.transactor = transactor;
        this.audit = audit;
        this.tenancy = tenancy;
        this.clock = clock;
    }

    /**
     * A token and its text, which is shown this once.
     *
     * @param text the whole token; nobody can tell it again
     */
    public record Issued(Token token, String text) {
        /** Returns all but the text. */
        @Override
        public String toString() {
            return "Issued[" + token.id() + "]";
        }
    }

    /** Reads the tokens; returns a problem for each that cannot be read, which is worth nothing. */
    public List<Problem> load() {
        Loaded<Token> found = store.load();
        found.rows().forEach(token -> tokens.put(token.id(), token));
        return found.unreadable();
    }

    /**
     * Gives a token.
     *
     * @throws ProblemException {@code role-required} if the giver may not, or gives more than it has; {@code usage-invalid}
     */
    public synchronized Issued create(TokenRequest request, Identity giver) {
        Optional<String> organization = organization(request, giver);
        giver.require(Permission.ADMIT, organization);
        request.roles().forEach(role -> requireAll(role, giver, organization));
        request.refuseFaults(clock.instant());
        TokenText text = TokenText.create(random);
        Token token = token(text, request, organization, giver.user());
        transactor.run(() -> {
            store.save(token);
            audit.append(
                    new TokenCreated(
                            token.id(), token.user(), organization, Role.names(token.roles()), token.expires()),
                    giver.by());
        });
        tokens.put(token.id(), token);
        return new Issued(token, text.text());
    }

    private Token token(TokenText text, TokenRequest request, Optional<String> organization, String giver) {
        return new Token(
                text.id(),
                text.hash(),
                request.user(),
                organization,
                request.roles(),
                giver,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                request.expires().map(end -> end.truncatedTo(ChronoUnit.MILLIS)),
                Optional.empty());
    }

    /** Keeps a token whose text nobody is told, and forgets those of the same giver that have expired. */
    synchronized String keepLogin(TokenRequest request, String giver, Function<Token, AuditEvent> event, By by) {
        request.refuseFaults(clock.instant());
        Token token = token(TokenText.create(random), request, tenancy.named(request.organization()), giver);
        List<String> expired = tokens.values().stream()
                .filter(old -> old.createdBy().equals(giver) && old.isExpired(clock.instant()))
                .map(Token::id)
                .toList();
        transactor.run(() -> {
            expired.forEach(store::delete);
            store.save(token);
            audit.append(event.apply(token), by);
        });
        expired.forEach(tokens::remove);
        tokens.put(token.id(), token);
        return token.id();
    }

    /** Deletes a token. */
    synchronized void drop(String id, AuditEvent event, By by) {
        transactor.run(() -> {
            store.delete(id);
            audit.append(event, by);
        });
        tokens.remove(id);
    }

    /** Who is bound to an organisation gives tokens for it, also without saying so. */
    private Optional<String> organization(TokenRequest request, Identity giver) {
        return tenancy.named(request.organization()).or(giver::organization);
    }

    /** Nobody gives or takes what they do not have. */
    private static void requireAll(Role role, Identity giver, Optional<String> where) {
        role.permissions().forEach(permission -> {
            boolean has = giver.roles().stream().anyMatch(permission.roles()::contains);
            if (!has) {
                giver.require(permission, where);
            }
        });
    }

    /** Returns the tokens that somebody may see, oldest first. */
    public List<Token> list(Identity who) {
        return tokens.values().stream()
                .filter(token -> who.may(Permission.ADMIT, token.organization()))
                .sorted(Comparator.comparing(Token::created).thenComparing(Token::id))
                .toList();
    }

    /**
     * Takes a token back: no request that begins after this has returned is let in by it.
     *
     * @throws ProblemException {@code token-unknown}, also for one that the taker may not see; {@code role-required}
     */
    public synchronized void revoke(String id, Identity taker) {
        Token token = Optional.ofNullable(tokens.get(id))
                .filter(found -> taker.may(Permission.ADMIT, found.organization()))
                .orElseThrow(() -> unknown(id));
        token.roles().forEach(role -> requireAll(role, taker, token.organization()));
        drop(id, new TokenRevoked(id, token.user(), token.organization()), taker.by());
    }

    private static ProblemException unknown(String id) {
        String shown = Tenancy.shown(id);
        return new ProblemException(Problem.of(
                        ProblemCode.TOKEN_UNKNOWN,
                        shown,
                        "There is no token with the id \"" + shown + "\". Nothing was changed.")
                .operator("see the ids: berth tokens"));
    }

    /** Returns the id of a token that is worth something now; all others are the same: nothing. */
    public Optional<String> verify(String text) {
        return TokenText.parse(text)
                .filter(given -> Optional.ofNullable(tokens.get(given.id()))
                        .filter(given::matches)
                        .isPresent())
                .map(TokenText::id)
                .filter(id -> current(id).isPresent());
    }

    /** Returns whose a token is, as long as it is neither revoked nor expired, and notes that it was used. */
    public Optional<Identity> identify(String id, String surface) {
        Optional<Token> token = current(id);
        token.ifPresent(this::note);
        return token.map(found -> found.identity(surface));
    }

    /** A token of an organisation is worth nothing on a host of one, whose data is another's. */
    private Optional<Token> current(String id) {
        return Optional.ofNullable(tokens.get(id))
                .filter(token -> !token.isExpired(clock.instant()))
                .filter(token ->
                        tenancy.only().isEmpty() || token.organization().isEmpty());
    }

    private void note(Token token) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        boolean due =
                token.lastUsed().filter(last -> now.isBefore(last.plus(EXACT))).isEmpty();
        if (due) {
            keep(token, token.used(now));
        }
    }

    /** In turn with a revocation, which must not be undone by it. */
    private synchronized void keep(Token before, Token after) {
        if (tokens.replace(before.id(), before, after)) {
            try {
                transactor.run(() -> store.save(after));
            } catch (ProblemException e) {
                LOG.warn("The last use of the token {} could not be kept: {}", after.id(), e.getMessage());
            }
        }
    }
}
