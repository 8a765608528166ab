/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who calls (PORT-81).
 *
 * @param userId the user, empty for the system
 * @param organizationId the organisation the user acts in
 * @param orgRoles the user's roles there, one by one: {@code "admin,member"} is two of them
 */
public record Actor(Optional<String> userId, Optional<String> organizationId, Set<String> orgRoles) {
    /** Copies the roles, and splits those that came joined by commas or blanks. */
    public Actor {
        orgRoles = orgRoles.stream()
                .flatMap(joined -> Arrays.stream(joined.split("[,\\s]+")))
                .filter(role -> !role.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
