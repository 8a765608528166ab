/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.live;

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

    /** A user in an organisation. */
    public static Caller user(String userId, String organizationId) {
        Actor actor = new Actor(Optional.of(userId), Optional.of(organizationId), Set.of("administrator"));
        return new Caller(Optional.of(actor), Optional.of(organizationId), Optional.empty());
    }
}
