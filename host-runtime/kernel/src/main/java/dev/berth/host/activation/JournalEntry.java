/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.sdk.value.ExtensionId;
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

    /** The durable steps; all but the first are terminal. */
    public enum Phase {
        /** The bytes are about to be stored; nothing refers to them. */
        MATERIALIZED,
        /** Rows, grants and audit are committed in the transaction that wrote this. */
        FINALIZED,
        /** Refused or failed; nothing refers to the bytes. */
        ROLLED_BACK
    }
}
