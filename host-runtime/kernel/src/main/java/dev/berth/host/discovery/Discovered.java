/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.discovery;

import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import java.util.List;

/**
 * What was found for a viewer.
 *
 * @param present by kind, then by id
 * @param problems recorded: what could not be read, or was read wrong
 */
public record Discovered(List<ExtensionManifest> present, List<Problem> problems) {
    /** Copies the lists. */
    public Discovered {
        present = List.copyOf(present);
        problems = List.copyOf(problems);
    }
}
