/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.testkit.memory;

import dev.berth.sdk.port.Actor;
import dev.berth.sdk.value.ExtensionId;
import java.util.Optional;
import java.util.Set;

/** For whom a call runs (PORT-60). */
record Caller(Optional<Actor> actor, Optional<String> organizationId, Optional<String> agentId) {
    static final Caller NOBODY = new Caller(Optional.empty(), Optional.empty(), Optional.empty());

    static Caller of(Actor actor) {
        return new Caller(Optional.of(actor), actor.organizationId(), Optional.empty());
    }

    /** The extension itself, in its hooks (PORT-62). */
    static Caller system(ExtensionId id, Optional<String> organization) {
        return of(new Actor(Optional.of("system:" + id), organization, Set.of()));
    }
}
