/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.journal;

import dev.berth.sdk.value.ExtensionId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One step of an install of several extensions (LIFE-91).
 *
 * @param batch a random id, one a batch
 * @param organization for whom; empty for the platform
 * @param members what it adds, dependencies first
 * @param phase how far it came
 * @param at when
 */
public record BatchEntry(String batch, Optional<String> organization, List<Member> members, Phase phase, Instant at) {
    /**
     * One that a batch adds.
     *
     * @param packageDigest the bytes it brings
     */
    public record Member(ExtensionId extension, String packageDigest) {}

    /** The durable steps. The last two are terminal. */
    public enum Phase {
        /** The members are known; nothing of them is stored. */
        PLANNED,
        /** Their bytes are stored; nothing refers to them. */
        INSTALLING,
        /** All rows, grants and audit entries are committed, in the transaction that wrote this. */
        INSTALLED,
        /** They were activated, or wait for a grant. */
        FINALIZED,
        /** All that it added is gone again. */
        ROLLED_BACK
    }

    /** Copies the list. */
    public BatchEntry {
        members = List.copyOf(members);
    }

    /** Tells whether it was not brought to its end. */
    public boolean isOpen() {
        return phase != Phase.FINALIZED && phase != Phase.ROLLED_BACK;
    }

    /** Returns the line of a later step. */
    public BatchEntry at(Phase later, Clock clock) {
        return new BatchEntry(batch, organization, members, later, clock.instant());
    }
}
