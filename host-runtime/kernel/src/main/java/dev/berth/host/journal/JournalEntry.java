/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.journal;

import dev.berth.sdk.value.ExtensionId;
import java.time.Clock;
import java.time.Instant;

/**
 * One step of one operation.
 *
 * @param operation a random id, one an operation
 * @param kind {@code install} or {@code update}
 * @param extension what it changes
 * @param packageDigest the bytes it brings
 * @param phase how far it came
 * @param at when
 */
public record JournalEntry(
        String operation, String kind, ExtensionId extension, String packageDigest, Phase phase, Instant at) {

    /** The durable steps. */
    public enum Phase {
        /** The bytes are about to be stored; nothing refers to them. */
        MATERIALIZED(false),
        /** An update has asked for ports beside what stands; an install asks in the transaction that finalises it. */
        GRANTED(false),
        /** Its kind can be held. */
        PREFLIGHTED(false),
        /** What its kind brings is held, shown to nobody. */
        WRITING(false),
        /** Rows, grants and audit are committed in the transaction that wrote this. */
        FINALIZED(true),
        /** The row is gone; what it kept is to be deleted (LIFE-126). */
        REMOVED(false),
        /** Refused or failed; nothing refers to the bytes. */
        ROLLED_BACK(true),
        /** It failed, and not all of it could be taken back; the next start tries again (LIFE-90). */
        FAILED(false),
        /** An update is staged until a grant is decided, and its row says so; nothing is to be undone (LIFE-97). */
        WAITING(true),
        /** It waited, and something else took its place. */
        SUPERSEDED(true);

        private final boolean terminal;

        Phase(boolean terminal) {
            this.terminal = terminal;
        }

        /** Tells whether the operation has ended. */
        public boolean isTerminal() {
            return terminal;
        }
    }

    /** Returns the line of a later step. */
    public JournalEntry at(Phase later, Clock clock) {
        return new JournalEntry(operation, kind, extension, packageDigest, later, clock.instant());
    }
}
