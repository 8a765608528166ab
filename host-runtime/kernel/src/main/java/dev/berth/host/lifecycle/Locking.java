/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.Status;
import dev.berth.host.lifecycle.Planned.Applied;
import dev.berth.host.resolve.Plan;
import dev.berth.sdk.problem.Problem;
import java.util.List;
import java.util.Optional;

/** Locks an extension, so that it can be updated and never removed, and unlocks it (LIFE-16, LIFE-17). Code of it runs on. */
final class Locking {
    private final World world;

    Locking(World world) {
        this.world = world;
    }

    Planned lock(Target row) {
        return planned(
                StatusTable.LOCK,
                row,
                "Locks " + row.subject()
                        + ": it can be updated, and neither archived nor removed until it is unlocked.");
    }

    /** @param explicit that the one who asks said so in as many words */
    Planned unlock(Target row, boolean explicit) {
        if (row.status() == Status.LOCKED && !explicit) {
            return new Planned.Refused(StatusTable.UNLOCK.locked(row));
        }
        return planned(StatusTable.UNLOCK, row, "Unlocks " + row.subject() + ": it can be archived and removed again.");
    }

    private Planned planned(StatusTable table, Target row, String effect) {
        Optional<Problem> refusal = table.refusal(row);
        if (refusal.isPresent()) {
            return new Planned.Refused(refusal.get());
        }
        Status status = table.result(row);
        String unchanged = row.subject() + " is " + status + " already.";
        boolean same = row.status() == status;
        Plan plan = new Plan(
                table.operation(),
                row.current().subject(),
                List.of(same ? unchanged + " Nothing is done." : effect),
                List.of(),
                row.facts(),
                List.of());
        return new Planned.Ready(
                plan, by -> same ? new Applied(false, unchanged, List.of()) : changed(table, row, status, by));
    }

    private Applied changed(StatusTable table, Target row, Status status, By by) {
        Changes changes = new Changes();
        world.change(row, status, table.operation(), by, changes);
        changes.commit(world.transactor());
        return new Applied(true, row.subject() + " is " + status + ".", List.of());
    }
}
