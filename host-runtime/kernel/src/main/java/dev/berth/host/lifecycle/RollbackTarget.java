/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Revision;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.List;
import java.util.Optional;

/** The revisions that an extension can go back to (LIFE-101, LIFE-109). */
final class RollbackTarget {
    private RollbackTarget() {}

    /** Finds a kept revision by its version, else by its number; of two with one version it is the later one. */
    static Optional<Revision> find(InstalledExtension row, String to) {
        return row.earlier().stream()
                .filter(revision -> revision.manifest().version().toString().equals(to))
                .findFirst()
                .or(() -> row.earlier().stream()
                        .filter(revision -> Integer.toString(revision.number()).equals(to))
                        .findFirst());
    }

    static Problem missing(InstalledExtension row, Optional<String> to) {
        String subject = row.current().subject();
        List<String> kept = row.earlier().stream()
                .map(revision -> revision.manifest().version() + " (revision " + revision.number() + ")")
                .toList();
        String summary = kept.isEmpty()
                ? subject + " is the first version on this host, so there is none to go back to. Nothing was changed."
                : subject + " can go back to " + String.join(" or ", kept) + "; found \"" + to.orElse("")
                        + "\". Nothing was changed.";
        return Problem.of(ProblemCode.ROLLBACK_TARGET_MISSING, subject, summary)
                .fact("kept", kept)
                .operator(
                        kept.isEmpty()
                                ? "bring an older package in: berth update FILE"
                                : "name one of these, or bring another package in: berth update FILE");
    }
}
