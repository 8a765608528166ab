/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.run;

import dev.berth.conformance.Neighbours.Neighbour;
import dev.berth.conformance.input.PolicyFile;
import java.util.List;

/**
 * What a running host said of itself before the gates started (GATE-4).
 *
 * @param abi its SDK ABI, {@code x.y.z}
 * @param policy what it decides (GATE-1)
 * @param extensions what is installed in it
 */
public record KnownHost(String abi, PolicyFile policy, List<Neighbour> extensions) {
    /** Copies the list. */
    public KnownHost {
        extensions = List.copyOf(extensions);
    }
}
