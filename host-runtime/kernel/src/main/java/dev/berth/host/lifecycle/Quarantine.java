/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.audit.AuditEvent.ExtensionQuarantined;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.util.Optional;

/** Keeps content from being loaded until an operator brings a good one (LIFE-11). */
public final class Quarantine {
    private final World world;

    public Quarantine(World world) {
        this.world = world;
    }

    /** Content that is not what it was must never be loaded (LIFE-11, LIFE-54). */
    public Problem put(InstalledExtension row, By by) {
        return put(row, row.current().damaged("It is quarantined and was not loaded; the others run."), by);
    }

    /** Keeps the current content of a row from being loaded, and says why. */
    public Problem put(InstalledExtension row, Problem problem, By by) {
        Changes changes = new Changes();
        put(row, problem, by, changes);
        changes.commit(world.transactor());
        return problem;
    }

    /** The same with other changes. */
    void put(InstalledExtension row, Problem problem, By by, Changes changes) {
        world.registry().save(row.quarantined(problem.code().toString()), changes);
        world.audit(
                new ExtensionQuarantined(
                        row.id(),
                        row.manifest().version().toString(),
                        problem.code().toString()),
                by,
                changes);
    }

    /** Tells whether an operator may have it tried again as it is; bytes that are not those that were installed may not be. */
    static boolean isReleasable(InstalledExtension row) {
        return row.quarantine()
                .filter(code -> !code.equals(ProblemCode.CONTENT_DIGEST_MISMATCH.toString()))
                .isPresent();
    }

    /** Returns why the content of a row must not be loaded, if it is quarantined. */
    public static Optional<Problem> of(InstalledExtension row) {
        return row.quarantine()
                .flatMap(ProblemCode::find)
                .map(code -> Problem.of(
                                code,
                                row.current().subject(),
                                row.current().subject() + " is quarantined [" + code
                                        + "]: its content must not be loaded. The others run.")
                        .operator("bring a good package in: berth update FILE, or remove it: berth uninstall "
                                + row.id()
                                + (isReleasable(row)
                                        ? ", or have it tried again: berth activate " + row.id() + " --release"
                                        : "")));
    }
}
