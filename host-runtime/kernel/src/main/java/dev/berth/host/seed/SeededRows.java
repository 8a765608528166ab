/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.seed;

import dev.berth.sdk.value.ExtensionId;
import java.util.Optional;

/** Where the fixtures of one surface go. */
interface SeededRows {
    /** Returns the row under a fixture's key. */
    Optional<Seeding.Row> find(ExtensionId extension, String key);

    /** Writes the value of a fixture and its mark, joining the transaction on the thread. */
    void write(ExtensionId extension, Fixture fixture, Mark mark);
}
