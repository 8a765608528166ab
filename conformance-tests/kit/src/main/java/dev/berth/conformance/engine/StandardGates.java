/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.engine;

import dev.berth.conformance.Gate;
import java.util.List;

/** The gates that there are, each once, in the order of GATE-3. */
public final class StandardGates {
    private StandardGates() {}

    /** Returns all of them. */
    public static List<Gate> all() {
        return List.of();
    }
}
