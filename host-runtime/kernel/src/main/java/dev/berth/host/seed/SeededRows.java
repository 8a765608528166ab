/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.seed;

import dev.berth.sdk.value.ExtensionId;
import java.util.Optional;

/** Where the fixtures of one surface go. */
interface SeededRows {
    /** Returns the row that a fixture is for. */
    Optional<Seeding.Row> find(ExtensionId extension, Fixture fixture);

    /** Returns what a fixture needs and what was found, if its value must not be written. */
    default Optional<String> unfit(ExtensionId extension, Fixture fixture) {
        return Optional.empty();
    }

    /** Writes the value of a fixture and its mark, joining the transaction on the thread. */
    void write(ExtensionId extension, Fixture fixture, Mark mark);
}
