/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import static org.assertj.core.api.Assertions.assertThat;

/** I3, I4: no call runs in code that was destroyed. */
final class NobodyCallsTheGone implements Invariant {
    @Override
    public void check(Lab lab, Event event) {
        assertThat(lab.presence.ghosts()).isEmpty();
    }
}
