/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import java.util.Optional;
import java.util.Set;

/**
 * Who calls (PORT-81).
 *
 * @param userId the user, empty for the system
 * @param organizationId the organisation the user acts in
 * @param orgRoles the user's roles there
 */
public record Actor(Optional<String> userId, Optional<String> organizationId, Set<String> orgRoles) {
    /** Copies the roles. */
    public Actor {
        orgRoles = Set.copyOf(orgRoles);
    }
}
