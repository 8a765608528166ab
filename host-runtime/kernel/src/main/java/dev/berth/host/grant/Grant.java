/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.grant;

import dev.berth.host.audit.By;
import dev.berth.sdk.value.ExtensionId;
import java.time.Instant;
import java.util.Optional;

/**
 * What was asked and decided about the ports of one extension (PORT-20).
 *
 * @param extension whose
 * @param organization for which organisation; empty means platform-wide
 * @param standing judges the revision that runs
 * @param next the request of an update that is not committed; decisions apply to it (PORT-22)
 * @param by who decided last, or {@code system:policy}
 * @param at when
 */
public record Grant(
        ExtensionId extension,
        Optional<String> organization,
        Decision standing,
        Optional<Decision> next,
        By by,
        Instant at) {

    /** Returns the request that a decision is about. */
    public Decision asked() {
        return next.orElse(standing);
    }

    /** Returns the hash that a decision must present (PORT-21, PORT-24). */
    public String requestHash() {
        return asked().requested().hash();
    }

    /**
     * Returns the row that an organisation's first decision about an install of the platform starts from: what holds for the
     * organisation until then.
     */
    public Grant forOrganization(String name) {
        return new Grant(extension, Optional.of(name), standing, next, by, at);
    }

    /** Returns the ports that the asking revision does not ask for any more (PORT-28). */
    public PortSet dropped() {
        return standing.requested().minus(asked().requested());
    }

    /** Returns a copy in which decisions are about a next request like the standing one, until that is committed. */
    public Grant reconsidered() {
        return next.isPresent() ? this : new Grant(extension, organization, standing, Optional.of(standing), by, at);
    }

    /** Returns a copy with another decision about what is asked. */
    Grant decided(Decision decision, By decider, Instant when) {
        return next.isPresent()
                ? new Grant(extension, organization, standing, Optional.of(decision), decider, when)
                : new Grant(extension, organization, decision, Optional.empty(), decider, when);
    }

    /** Returns the row after an update was committed: its request stands. */
    Grant committed() {
        return new Grant(extension, organization, asked(), Optional.empty(), by, at);
    }

    /** Returns the row after an update was rolled back (PORT-39). */
    Grant rolledBack() {
        return new Grant(extension, organization, standing, Optional.empty(), by, at);
    }
}
