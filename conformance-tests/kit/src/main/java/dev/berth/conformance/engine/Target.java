/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.engine;

import dev.berth.conformance.Finding;
import dev.berth.conformance.Subject;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A subject on its way through the gates.
 *
 * @param found what its source found wrong before any gate could look; counts for the gate that the finding names
 * @param unreadable why its files could not be read at all, for people; then no gate judges it
 * @param broken how the tool failed while it read the package; then every gate is broken (GATE-6)
 * @param locate turns the path of a file in the package into the path where people find it, below the checked root (GATE-14)
 */
public record Target(
        Subject subject,
        List<Finding> found,
        Optional<String> unreadable,
        Optional<String> broken,
        UnaryOperator<String> locate) {
    /** Copies the findings. */
    public Target {
        found = List.copyOf(found);
    }

    /** Makes a target whose files lie below the path of the subject as they lie in the package. */
    public static Target of(Subject subject) {
        return new Target(
                subject,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                file -> subject.path().isEmpty() ? file : subject.path() + "/" + file);
    }
}
