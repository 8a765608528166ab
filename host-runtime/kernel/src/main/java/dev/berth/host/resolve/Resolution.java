/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import java.util.List;

/** What the resolver says of one extension of a set. */
public sealed interface Resolution {
    ExtensionManifest manifest();

    /** It may be activated, at its place in the order. */
    record Ready(ExtensionManifest manifest) implements Resolution {}

    /**
     * It may not: it is part of a cycle (MAN-149).
     *
     * @param cycle each requires the next, the last one the first
     */
    record Cyclic(ExtensionManifest manifest, List<ExtensionId> cycle) implements Resolution {
        /** Copies the list. */
        public Cyclic {
            cycle = List.copyOf(cycle);
        }

        /** Says so. */
        public Problem problem() {
            return new Circle(cycle).refusal();
        }
    }
}
