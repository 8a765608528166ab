/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.grant;

import dev.berth.sdk.port.PortName;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The ports that one revision may use at this instant. A call reads one volatile field, and a second one if organisations
 * decided for themselves; a change holds for the next call before the one that changed it returns (PORT-30, PORT-52).
 */
public final class UsablePorts {
    /** Set when organisations have rows of their own; no port has this bit. */
    private static final int DIFFER = 1 << 31;

    private volatile GrantRows rows;
    private volatile int bits;
    private volatile boolean followsNext;

    UsablePorts(Collection<Grant> grants, Set<Optional<String>> installs, boolean followsNext) {
        this.followsNext = followsNext;
        this.rows = GrantRows.of(grants, installs, followsNext);
        this.bits = bits(rows);
    }

    /** Tells whether a hook may call that runs for no organisation. */
    public boolean contains(PortName port) {
        return (bits & 1 << port.ordinal()) != 0;
    }

    /**
     * Tells whether a call may pass.
     *
     * @param organization that of the call; asked only if it matters
     */
    public boolean contains(PortName port, Supplier<Optional<String>> organization) {
        int now = bits;
        return now >= 0
                ? (now & 1 << port.ordinal()) != 0
                : decision(organization.get()).approved().contains(port);
    }

    /** Returns the decision about calls in an organisation, for the reason of a refusal. */
    public Decision decision(Optional<String> organization) {
        return rows.deciding(organization);
    }

    /** Returns whose row decides about calls in an organisation: its own, or the platform's, which is empty. */
    public Optional<String> decider(Optional<String> organization) {
        return rows.scope(organization);
    }

    void update(Collection<Grant> grants, Set<Optional<String>> installs) {
        followsNext &= grants.stream().anyMatch(grant -> grant.next().isPresent());
        rows = GrantRows.of(grants, installs, followsNext);
        // Last: who reads the bits sees these rows or later ones.
        bits = bits(rows);
    }

    private static int bits(GrantRows rows) {
        int approved = rows.deciding(GrantRows.PLATFORM).approved().bits();
        return rows.differ() ? approved | DIFFER : approved;
    }
}
