/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.audit.AuditEvent.ExtensionQuarantined;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;

/** Keeps content from being loaded until an operator brings a good one (LIFE-11). */
public final class Quarantine {
    private final World world;

    public Quarantine(World world) {
        this.world = world;
    }

    /** Content that is not what it was must never be loaded (LIFE-11, LIFE-54). */
    public Problem put(InstalledExtension row, By by) {
        Problem problem = Problem.of(
                        ProblemCode.CONTENT_DIGEST_MISMATCH,
                        row.current().subject(),
                        row.current().subject()
                                + " needs its stored package to be the bytes that were installed (SHA-256 "
                                + row.current().packageDigest()
                                + "); they are missing or were changed. It is quarantined and was not loaded; the others run.")
                .fact("packageDigest", row.current().packageDigest())
                .operator("install the package again: berth update FILE, or berth uninstall " + row.id());
        Changes changes = new Changes();
        world.registry().save(row.quarantined(problem.code().toString()), changes);
        world.audit(
                new ExtensionQuarantined(
                        row.id(), row.current().number(), problem.code().toString()),
                by,
                changes);
        changes.commit(world.transactor());
        return problem;
    }
}
