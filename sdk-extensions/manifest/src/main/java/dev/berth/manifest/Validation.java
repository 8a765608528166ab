/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest;

import dev.berth.sdk.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What the validator found (MAN-2, MAN-3).
 *
 * @param manifest empty if there is an error
 * @param problems all of one pass, ordered by location, then code
 */
public record Validation(Optional<ExtensionManifest> manifest, List<Problem> problems) {
    /** Copies the problems. */
    public Validation {
        problems = List.copyOf(problems);
    }
}
