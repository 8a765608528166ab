/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.identity;

import dev.berth.host.audit.By;
import dev.berth.host.identity.Permission.Reach;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks, as the host has verified it.
 *
 * @param user the user; never one of the host's own names, but for the owner
 * @param organization the one it is bound to; empty: the whole platform
 * @param roles what it is there
 * @param surface where it asks, as the audit says it
 */
public record Identity(String user, Optional<String> organization, Set<Role> roles, String surface) {
    /** The one who has the token of host.json. */
    private static final String OWNER = "owner";

    /** Copies. */
    public Identity {
        roles = Set.copyOf(roles);
    }

    /** Returns the owner of the host. */
    public static Identity owner(String surface) {
        return new Identity(OWNER, Optional.empty(), Set.of(Role.OWNER), surface);
    }

    /** Tells whether a name is the host's own, so that no user can be called so. */
    static boolean isReserved(String user) {
        return user.equals(OWNER) || user.startsWith("system:");
    }

    /** Returns what the audit says. */
    public By by() {
        return new By(user, surface);
    }

    /** Returns the names of the roles, sorted. */
    public Set<String> roleNames() {
        return Role.names(roles);
    }

    /** Tells whether it is bound to no organisation. */
    public boolean isOfPlatform() {
        return organization.isEmpty();
    }

    /**
     * Tells whether it may do something.
     *
     * @param where the organisation that it is about; empty is the platform
     */
    public boolean may(Permission permission, Optional<String> where) {
        boolean reaches = isOfPlatform() || (permission.reach() == Reach.ORGANIZATION && organization.equals(where));
        return reaches && roles.stream().anyMatch(permission.roles()::contains);
    }

    /**
     * Refuses what it may not do.
     *
     * @throws ProblemException {@code role-required}
     */
    public void require(Permission permission, Optional<String> where) {
        if (!may(permission, where)) {
            throw refused(permission, where);
        }
    }

    /** Refuses what it may do nowhere at all, for a request that does not say where. */
    public void require(Permission permission) {
        require(permission, permission.reach() == Reach.PLATFORM ? Optional.empty() : organization);
    }

    private ProblemException refused(Permission permission, Optional<String> where) {
        List<String> needed = permission.roles().stream().map(Role::toString).toList();
        Optional<String> there = permission.reach() == Reach.PLATFORM ? Optional.empty() : where;
        return new ProblemException(Problem.of(
                        ProblemCode.ROLE_REQUIRED,
                        user,
                        user + " may " + permission.what() + " only with the role " + String.join(" or ", needed)
                                + scope(there) + "; found " + String.join(", ", roleNames()) + scope(organization)
                                + ". Nothing was changed.")
                .fact("permission", permission.toString())
                .fact("needed", needed)
                .fact("found", List.copyOf(roleNames()))
                .operator("ask for it somebody who has one of these roles, or for a token that has it."));
    }

    private static String scope(Optional<String> organization) {
        return organization.map(name -> " in the organisation " + name).orElse(" on the whole platform");
    }
}
