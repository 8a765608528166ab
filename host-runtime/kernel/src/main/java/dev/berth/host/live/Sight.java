/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.live;

import dev.berth.sdk.port.PortName;
import java.util.Optional;
import java.util.function.Supplier;

/** Who sees what a revision contributed: not the organisations that took the port back through which it came (PORT-53). */
@FunctionalInterface
public interface Sight {
    /** Everybody does. */
    Sight EVERYBODY = (via, organization) -> true;

    /**
     * Tells whether callers of an organisation see it.
     *
     * @param via the port it came through
     * @param organization asked only if it matters
     */
    boolean allows(PortName via, Supplier<Optional<String>> organization);

    /** Returns who sees it in both. */
    default Sight and(Sight other) {
        return (via, organization) -> allows(via, organization) && other.allows(via, organization);
    }
}
