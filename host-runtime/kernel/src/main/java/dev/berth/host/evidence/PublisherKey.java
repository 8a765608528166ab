/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.evidence;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A key that vouches for the packages of one scope (TRUST-54).
 *
 * @param id the first 16 hex digits of SHA-256 over its SubjectPublicKeyInfo (TRUST-52)
 * @param scope without {@code @}
 * @param spki its SubjectPublicKeyInfo as Base64
 * @param state what it may still do
 * @param custody who holds the private half
 * @param validFrom nothing that came earlier is vouched for by it
 * @param validTo nothing that came later is vouched for by it
 * @param compromisedSince of one that is revoked, from when on others may have used it
 */
public record PublisherKey(
        String id,
        String scope,
        String spki,
        State state,
        Custody custody,
        Instant validFrom,
        Optional<Instant> validTo,
        Optional<Instant> compromisedSince) {
    /** What a key may still do. */
    public enum State {
        ACTIVE,
        /** What came before it was retired stays vouched for (TRUST-58). */
        RETIRED,
        /** What came before it was compromised stays vouched for (TRUST-59). */
        REVOKED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who holds the private half. */
    public enum Custody {
        AUTHOR,
        CUSTODIAL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Tells whether it vouches for what came at a time. That time is never one that an author states (TRUST-60). */
    public boolean vouchesAt(Instant time) {
        return !time.isBefore(validFrom)
                && validTo.map(end -> !time.isAfter(end)).orElse(true)
                && compromisedSince.map(time::isBefore).orElse(state != State.REVOKED);
    }

    /** Returns a copy that vouches for nothing that comes from now on. */
    public PublisherKey retired(Instant now) {
        return new PublisherKey(id, scope, spki, State.RETIRED, custody, validFrom, Optional.of(now), compromisedSince);
    }

    /** Returns a copy that vouches for nothing since a time. */
    public PublisherKey revoked(Instant since) {
        return new PublisherKey(id, scope, spki, State.REVOKED, custody, validFrom, validTo, Optional.of(since));
    }
}
