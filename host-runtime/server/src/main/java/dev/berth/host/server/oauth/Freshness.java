/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.oauth;

import dev.berth.host.port.nango.ConnectionAudit;
import dev.berth.host.port.nango.ConnectionStore;
import dev.berth.host.port.nango.ConnectionStore.Kept;
import dev.berth.host.port.nango.GatewayException;
import dev.berth.host.port.nango.Sealer;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Keeps access tokens fresh: refreshes before they expire, one refresh at a time for a connection, and keeps a rotated refresh token
 * before the new access token is used.
 */
final class Freshness {
    /** A token that expires sooner may expire on its way. */
    static final Duration MARGIN = Duration.ofSeconds(60);

    private static final int LOCKS = 64;

    private final ConnectionStore store;
    private final Sealer sealer;
    private final ConnectionAudit audit;
    private final TokenEndpoint endpoint;
    private final Clock clock;
    private final Consumer<Problem> warnings;
    private final List<Lock> locks =
            IntStream.range(0, LOCKS).<Lock>mapToObj(i -> new ReentrantLock()).toList();

    /**
     * Makes it.
     *
     * @param warnings takes what an operator should know of connections that must be made again
     */
    Freshness(
            ConnectionStore store,
            Sealer sealer,
            ConnectionAudit audit,
            TokenEndpoint endpoint,
            Clock clock,
            Consumer<Problem> warnings) {
        this.store = store;
        this.sealer = sealer;
        this.audit = audit;
        this.endpoint = endpoint;
        this.clock = clock;
        this.warnings = warnings;
    }

    /** Where the tokens of a connection are sealed to. */
    static String place(String organization, String connectionId) {
        return "ext-connection:" + organization + ":" + connectionId;
    }

    /** Returns tokens that last a moment; empty if the connection must be made again. */
    Optional<Tokens> tokens(String connectionId, Provider provider) {
        Optional<Tokens> stored = stored(connectionId);
        if (stored.isEmpty() || stored.get().lastBeyond(clock.instant().plus(MARGIN))) {
            return stored;
        }
        Lock lock = locks.get(Math.floorMod(connectionId.hashCode(), LOCKS));
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayException("its turn to refresh the connection " + connectionId, "an interrupted call");
        }
        try {
            // Somebody else may have done it, or found that it cannot be done.
            Optional<Tokens> now = stored(connectionId);
            return now.isEmpty() || now.get().lastBeyond(clock.instant().plus(MARGIN))
                    ? now
                    : refreshed(connectionId, provider, now.get());
        } finally {
            lock.unlock();
        }
    }

    private Optional<Tokens> stored(String connectionId) {
        return store.find(connectionId)
                .filter(kept -> kept.connection().works())
                .map(this::open);
    }

    private Tokens open(Kept kept) {
        String id = kept.connection().connectionId();
        try {
            String place = place(kept.connection().owner().organization(), id);
            return Tokens.of(sealer.open(place, kept.sealed()), kept.expiresAt());
        } catch (ProblemException e) {
            warnings.accept(e.problem());
            throw new GatewayException(
                    "the stored tokens of the connection " + id + " to be readable",
                    "[" + e.problem().code() + "]");
        }
    }

    private Optional<Tokens> refreshed(String connectionId, Provider provider, Tokens old) {
        Instant now = clock.instant();
        if (old.refresh().isEmpty()) {
            return old.lastBeyond(now)
                    ? Optional.of(old)
                    : failed(connectionId, provider, "a refresh token, since its access token expired", "none");
        }
        TokenEndpoint.Answer answer;
        try {
            answer = endpoint.refresh(provider, old.refresh().get());
        } catch (GatewayException e) {
            if (old.lastBeyond(now)) {
                return Optional.of(old);
            }
            throw e;
        }
        return switch (answer) {
            case TokenEndpoint.Answer.Given(Tokens given) -> Optional.of(keep(connectionId, given.after(old)));
            case TokenEndpoint.Answer.Refused(String error) ->
                failed(connectionId, provider, "a refresh token that the provider accepts", error);
        };
    }

    private Tokens keep(String connectionId, Tokens tokens) {
        store.find(connectionId).ifPresent(kept -> {
            String place = place(kept.connection().owner().organization(), connectionId);
            store.refreshed(connectionId, sealer.seal(place, tokens.secrets()), tokens.expiresAt());
        });
        return tokens;
    }

    private Optional<Tokens> failed(String connectionId, Provider provider, String needed, String found) {
        String failure = "The connection " + connectionId + " to " + provider.key() + " needs " + needed + "; found "
                + found + ". It cannot be used any longer.";
        store.find(connectionId)
                .map(Kept::connection)
                .ifPresent(connection -> audit.failed(connection, () -> {
                    store.failed(connectionId, failure);
                    return connection.works();
                }));
        warnings.accept(Problem.of(ProblemCode.CONNECTION_FAILED, connectionId, failure)
                .fact("providerConfigKey", provider.key())
                .operator("let its user connect again, and delete it: berth connections delete " + connectionId));
        return Optional.empty();
    }
}
