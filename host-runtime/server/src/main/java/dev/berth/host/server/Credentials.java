/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import dev.berth.host.identity.Identity;
import dev.berth.host.identity.Tokens;
import dev.berth.host.server.console.Holder;
import java.util.Optional;

/** Tells whose a token is: the owner's of host.json, or one that was given. */
final class Credentials {
    private static final String SCHEME = "Bearer ";

    private final OwnerToken owner;
    private final Tokens tokens;

    Credentials(OwnerToken owner, Tokens tokens) {
        this.owner = owner;
        this.tokens = tokens;
    }

    /** Returns who has a token; expired, revoked, malformed and foreign ones are the same: nobody. */
    Optional<Holder> holder(String text) {
        if (owner.matches(text)) {
            return Optional.of(surface -> Optional.of(Identity.owner(surface)));
        }
        return tokens.verify(text).map(id -> surface -> tokens.identify(id, surface));
    }

    /** Returns who has the token of an Authorization header. */
    Optional<Identity> bearer(String authorization, String surface) {
        return authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? holder(authorization.substring(SCHEME.length()).strip()).flatMap(it -> it.identity(surface))
                : Optional.empty();
    }
}
