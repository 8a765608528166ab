/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What the host keeps of a token: not the secret in it, but its hash.
 *
 * @param id how people name it; it is the public part of the text
 * @param hash SHA-256 of the whole text, 64 hex digits
 * @param user whose it is
 * @param organization the one it is bound to; empty: the whole platform
 * @param roles what it allows there
 * @param createdBy who gave it
 * @param created when
 * @param expires from when on it is worth nothing; empty: never
 * @param lastUsed when it was used last, to the minute
 */
public record Token(
        String id,
        String hash,
        String user,
        Optional<String> organization,
        Set<Role> roles,
        String createdBy,
        Instant created,
        Optional<Instant> expires,
        Optional<Instant> lastUsed) {

    /** Copies. */
    public Token {
        roles = Set.copyOf(roles);
    }

    /** Tells whether it is worth nothing any more. */
    public boolean isExpired(Instant now) {
        return expires.filter(end -> !now.isBefore(end)).isPresent();
    }

    /** Returns who has it. */
    Identity identity(String surface) {
        return new Identity(user, organization, roles, surface);
    }

    /** Returns it with other roles. */
    public Token withRoles(Set<Role> others) {
        return new Token(id, hash, user, organization, others, createdBy, created, expires, lastUsed);
    }

    Token used(Instant now) {
        return new Token(id, hash, user, organization, roles, createdBy, created, expires, Optional.of(now));
    }
}
