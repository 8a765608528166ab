/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.dev;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Tells when files that were changed have come to rest: whoever saves writes several, and each in parts. */
final class Settling {
    private final Clock clock;
    private final Duration rest;
    private Tree taken;
    private Tree last;
    private Instant since;

    /**
     * Begins.
     *
     * @param rest for how long nothing may have been written
     * @param taken what was there when somebody last looked
     */
    Settling(Clock clock, Duration rest, Tree taken) {
        this.clock = clock;
        this.rest = rest;
        this.taken = taken;
        this.last = taken;
        this.since = clock.instant();
    }

    /** Tells whether this is not what was taken last, and has stood still for long enough; then it is taken. */
    boolean isSettled(Tree now) {
        Instant time = clock.instant();
        if (!now.files().equals(last.files()) || time.isBefore(since)) {
            since = time;
        }
        last = now;
        if (!isMoving() || time.isBefore(since.plus(rest))) {
            return false;
        }
        taken = now;
        return true;
    }

    /** Tells whether something was written that is not taken yet. */
    boolean isMoving() {
        return !last.files().equals(taken.files());
    }
}
