/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.grant;

import dev.berth.sdk.port.PortName;

/**
 * The ports that one revision may use at this instant. A call reads one volatile field; a change holds for the next call
 * before the one that changed it returns (PORT-30, PORT-52).
 */
public final class UsablePorts {
    private volatile int bits;
    private volatile Decision decision;
    private volatile boolean followsNext;

    UsablePorts(Grant grant, boolean followsNext) {
        this.followsNext = followsNext;
        this.decision = followsNext ? grant.asked() : grant.standing();
        this.bits = decision.approved().bits();
    }

    /** Tells whether a call may pass. */
    public boolean contains(PortName port) {
        return (bits & 1 << port.ordinal()) != 0;
    }

    /** Returns the decision behind it, for the reason of a refusal. */
    public Decision decision() {
        return decision;
    }

    void update(Grant grant) {
        followsNext &= grant.next().isPresent();
        decision = followsNext ? grant.asked() : grant.standing();
        bits = decision.approved().bits();
    }
}
