/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How the current revision of an extension is watched after an update (LIFE-101).
 *
 * @param until when it has proven itself; nothing if it is not watched
 * @param budget how often it may fail until then
 * @param failures how often it has
 * @param fallen how many have failed more often than they may, since one has proven itself
 */
public record Probation(Optional<Instant> until, int budget, int failures, int fallen) {
    /** Not watched, and nothing has been. */
    public static final Probation NONE = new Probation(Optional.empty(), 0, 0, 0);

    /**
     * What an operator wants of each new revision of an extension.
     *
     * @param duration for how long it is watched
     * @param failures how often it may fail in that time
     */
    public record Policy(Duration duration, int failures) {
        /** Refuses what would watch nothing. */
        public Policy {
            if (!duration.isPositive() || failures < 0) {
                throw new IllegalArgumentException(
                        "A probation lasts longer than nothing and allows 0 failures or more; found " + duration
                                + " and " + failures);
            }
        }
    }

    /** Tells whether the revision is watched. */
    public boolean isOn(Instant now) {
        return until.filter(now::isBefore).isPresent();
    }

    /** Tells whether a revision has failed it before, and none has proven itself since. */
    public boolean isSecond() {
        return fallen > 0;
    }

    /** Returns what holds for a new revision; once the one before has proven itself, nothing is held against the extension. */
    public Probation next(Optional<Policy> policy, Instant now) {
        boolean proven = until.isPresent() && !isOn(now);
        Probation unwatched = new Probation(Optional.empty(), 0, 0, proven ? 0 : fallen);
        return policy.map(wanted ->
                        new Probation(Optional.of(now.plus(wanted.duration())), wanted.failures(), 0, unwatched.fallen))
                .orElse(unwatched);
    }

    /** Returns it with so many failures. */
    public Probation failed(int times) {
        return new Probation(until, budget, times, fallen);
    }

    /** Tells whether it failed more often than it may. */
    public boolean isExceeded() {
        return failures > budget;
    }

    /** Returns what is left when the revision has failed it. */
    public Probation fell() {
        return new Probation(Optional.empty(), 0, 0, fallen + 1);
    }

    /** Returns what is left when somebody put another revision into its place. */
    public Probation over() {
        return new Probation(Optional.empty(), 0, 0, fallen);
    }
}
