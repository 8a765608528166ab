/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.live;

import dev.berth.host.identity.Identity;
import dev.berth.host.identity.Role;
import dev.berth.host.identity.Tenancy;
import dev.berth.sdk.port.Actor;
import java.util.Optional;
import java.util.Set;

/**
 * For whom a call runs (PORT-60); supplied together by one trusted place, never a mixture.
 *
 * @param actor who
 * @param organizationId for which organisation
 * @param agentId on behalf of which agent
 */
public record Caller(Optional<Actor> actor, Optional<String> organizationId, Optional<String> agentId) {
    /** Nobody: no actor and no organisation. */
    public static final Caller NOBODY = new Caller(Optional.empty(), Optional.empty(), Optional.empty());

    /** The owner of an organisation, by this name. */
    public static Caller user(String userId, String organizationId) {
        return of(new Identity(userId, Optional.of(organizationId), Set.of(Role.OWNER), "embedded"), Tenancy.SEVERAL);
    }

    /** Somebody whom the host has verified; who is bound to no organisation has none on a host of several. */
    public static Caller of(Identity who, Tenancy tenancy) {
        Optional<String> organization = tenancy.context(who.organization());
        Actor actor = new Actor(Optional.of(who.user()), organization, who.roleNames());
        return new Caller(Optional.of(actor), organization, Optional.empty());
    }

    /**
     * The host itself.
     *
     * @param source on whose account; the id of an extension, for its hooks (PORT-62)
     */
    public static Caller system(String source, Optional<String> organization) {
        return new Caller(
                Optional.of(new Actor(Optional.of("system:" + source), organization, Set.of())),
                organization,
                Optional.empty());
    }
}
