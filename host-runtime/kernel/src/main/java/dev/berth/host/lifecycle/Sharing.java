/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Scope;
import dev.berth.host.extension.VerifiedPackage;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.Optional;

/** Judges whether another scope may have an extension that is there: it is the same content, and it may be loaded (LIFE-4). */
final class Sharing {
    private Sharing() {}

    static Optional<Problem> refusal(InstalledExtension there, VerifiedPackage verified, Scope scope) {
        return there.current().packageDigest().equals(verified.packageDigest())
                ? Quarantine.of(there)
                : Optional.of(conflict(there, verified, "It was not installed for " + scope + "; nothing changed."));
    }

    /** Says that one version of an extension at a time is on a host. */
    static Problem conflict(InstalledExtension there, VerifiedPackage verified, String consequence) {
        String subject = verified.manifest().subject();
        boolean sameVersion =
                there.manifest().version().equals(verified.manifest().version());
        String found = sameVersion
                ? "the same version with other content (SHA-256 "
                        + there.current().packageDigest() + ", not " + verified.packageDigest() + ")"
                : there.current().subject();
        return Problem.of(
                        ProblemCode.INSTALLED_VERSION_CONFLICT,
                        subject,
                        subject + " needs to be the version that this host runs, which is one for all; found " + found
                                + ". " + consequence)
                .fact("installed", there.manifest().version().toString())
                .fact("installedDigest", there.current().packageDigest())
                .fact("packageDigest", verified.packageDigest())
                .operator("install " + there.current().subject()
                        + ", or ask an administrator of the platform to update it for all: berth update FILE");
    }
}
