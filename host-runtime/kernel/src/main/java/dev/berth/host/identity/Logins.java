/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.identity;

import dev.berth.host.audit.AuditEvent.LoginEnded;
import dev.berth.host.audit.AuditEvent.LoginRefused;
import dev.berth.host.audit.AuditEvent.LoginSucceeded;
import dev.berth.host.audit.AuditLog;
import dev.berth.host.audit.By;
import dev.berth.sdk.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets people in whom a login provider vouches for, and tells the audit. A login is a token whose text nobody knows: it is listed, expires
 * and is taken back like any other, and everything that it let in ends with it.
 */
public final class Logins {
    /** How long a login is good. */
    public static final Duration LIFE = Duration.ofHours(12);

    /** Who gives such tokens. */
    static final String GIVER = "system:login";

    private static final String SURFACE = "console";
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final Tokens tokens;
    private final AuditLog audit;
    private final Clock clock;
    private final Map<String, Refusals> refusals = new HashMap<>();

    /** What was written of a reason: when, and how many there were since. */
    private record Refusals(Instant written, long since) {}

    public Logins(Tokens tokens, AuditLog audit, Clock clock) {
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Somebody whom a provider vouches for.
     *
     * @param name as the provider says it; {@link #fits}
     * @param organization the one it is bound to; empty: the whole platform
     */
    public record Vouched(String name, Optional<String> organization, Set<Role> roles) {
        /** Copies. */
        public Vouched {
            roles = Set.copyOf(roles);
        }

        private String user() {
            return "user:" + name;
        }
    }

    /** Tells whether somebody can be called so. */
    public static boolean fits(String name) {
        return TokenRequest.isUser(name) && TokenRequest.isUser("user:" + name);
    }

    /**
     * Signs somebody in.
     *
     * @return the id of the token that holds the session
     * @throws ProblemException {@code usage-invalid} for a name or an organisation that is none
     */
    public String admit(Vouched who, String issuer) {
        TokenRequest request = new TokenRequest(
                who.user(),
                who.organization(),
                who.roles(),
                Optional.of(clock.instant().plus(LIFE)));
        return tokens.keepLogin(
                request,
                GIVER,
                token -> new LoginSucceeded(
                        token.id(), token.user(), token.organization(), Role.names(token.roles()), issuer),
                new By(who.user(), SURFACE));
    }

    /** Returns whose a login is, as long as it is neither taken back nor expired. */
    public Optional<Identity> identify(String id, String surface) {
        return tokens.identify(id, surface);
    }

    /** Signs somebody out; one who is out already is no error. */
    public void leave(String id) {
        tokens.identify(id, SURFACE).ifPresent(who -> tokens.drop(id, new LoginEnded(id, who.user()), who.by()));
    }

    /**
     * Notes that nobody was signed in.
     *
     * @param issuer the provider
     * @param reason one of a few, in kebab case
     */
    public synchronized void refused(String issuer, String reason) {
        Instant now = clock.instant();
        Refusals before = refusals.getOrDefault(reason, new Refusals(Instant.MIN, 0));
        boolean due = !before.written().isAfter(now.minus(QUIET));
        refusals.put(reason, due ? new Refusals(now, 0) : new Refusals(before.written(), before.since() + 1));
        if (due) {
            audit.append(new LoginRefused(issuer, reason, before.since() + 1), new By(GIVER, SURFACE));
        }
    }
}
