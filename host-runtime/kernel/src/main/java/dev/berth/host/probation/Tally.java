/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.probation;

import dev.berth.host.extension.InstalledExtension;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How often one revision has failed in one probation.
 *
 * @param told somebody will write it down
 */
record Tally(int revision, Optional<Instant> until, AtomicInteger failures, AtomicBoolean told) {
    static Tally of(InstalledExtension row) {
        return new Tally(
                row.current().number(),
                row.probation().until(),
                new AtomicInteger(row.probation().failures()),
                new AtomicBoolean());
    }

    /** Tells whether it is still this revision that is watched, and not another one of its number. */
    boolean isOf(InstalledExtension row) {
        return row.current().number() == revision && row.probation().until().equals(until) && until.isPresent();
    }
}
