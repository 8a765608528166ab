/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server.console;

import dev.berth.host.identity.Identity;
import java.util.Optional;

/** Whoever has something that lets in. It is asked at each request, so that who holds a revoked token is out at once. */
@FunctionalInterface
public interface Holder {
    /**
     * Returns who it is now, or nobody any more.
     *
     * @param surface where it asks, as the audit says it
     */
    Optional<Identity> identity(String surface);

    /** Ends what lets in, if that was made for the one session. */
    default void leave() {}
}
