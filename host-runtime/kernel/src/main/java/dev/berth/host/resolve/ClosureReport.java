/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import dev.berth.manifest.Edge;
import dev.berth.manifest.ExtensionManifest;
import java.util.List;

/**
 * What an extension, and those it cannot run without, declare to need and do not find (MAN-141). Judged by presence; a range
 * that is violated by what is there is listed apart.
 *
 * @param missingRequired edges without which the dependent is not activated
 * @param missingOptional runtime and install-time edges that it only wishes for
 * @param missingPeer peer edges
 * @param rangeViolations blocking package edges whose target is there in another version
 */
public record ClosureReport(
        List<Gap> missingRequired, List<Gap> missingOptional, List<Gap> missingPeer, List<Gap> rangeViolations) {
    /** An edge that is not met, and whose it is. */
    public record Gap(ExtensionManifest dependent, Edge edge) {}

    /** Copies the lists. */
    public ClosureReport {
        missingRequired = List.copyOf(missingRequired);
        missingOptional = List.copyOf(missingOptional);
        missingPeer = List.copyOf(missingPeer);
        rangeViolations = List.copyOf(rangeViolations);
    }

    /** Tells whether all that is required is there, in whatever version. */
    public boolean ok() {
        return missingRequired.isEmpty();
    }
}
