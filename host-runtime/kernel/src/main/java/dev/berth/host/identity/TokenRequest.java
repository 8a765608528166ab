/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.identity;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A token that somebody wants.
 *
 * @param user for whom
 * @param organization where it is to be good; empty: where the giver is
 * @param roles what it is to allow
 * @param expires from when on it is worth nothing; empty: never
 */
public record TokenRequest(String user, Optional<String> organization, Set<Role> roles, Optional<Instant> expires) {
    /** How long a token is good unless somebody says otherwise. */
    public static final Duration DEFAULT_LIFE = Duration.ofDays(90);

    private static final Duration LONGEST = Duration.ofDays(3660);
    private static final Pattern USER = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@+:-]{0,127}");

    /** Copies. */
    public TokenRequest {
        roles = Set.copyOf(roles);
    }

    static boolean isUser(String name) {
        return USER.matcher(name).matches();
    }

    void refuseFaults(Instant now) {
        if (!isUser(user)) {
            throw refused(
                    "a user's name of 1 to 128 letters, digits, blanks and . _ @ + : -",
                    "\"" + Tenancy.shown(user) + "\"");
        } else if (Identity.isReserved(user)) {
            throw refused("a user's name that is not one of the host's own", "\"" + user + "\"");
        } else if (roles.isEmpty()) {
            throw refused("a role: " + String.join(", ", Role.names(Set.of(Role.values()))), "none");
        }
        expires.ifPresent(end -> {
            if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
                throw refused("an expiry in the future, within ten years", end.toString());
            }
        });
    }

    private static ProblemException refused(String needed, String found) {
        return new ProblemException(Problem.of(
                ProblemCode.USAGE_INVALID,
                "the token",
                "A token needs " + needed + "; found " + found + ". No token was made."));
    }
}
