/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.lifecycle;

import dev.berth.host.activation.Outcome;
import dev.berth.host.audit.AuditEvent.ExtensionUninstalled;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.journal.JournalEntry;
import dev.berth.host.journal.JournalEntry.Phase;
import dev.berth.host.lifecycle.Planned.Applied;
import dev.berth.sdk.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One hard removal: what its transaction writes, and what follows the commit (LIFE-124). */
final class Deletion {
    private final World world;
    private final InstalledExtension row;
    private final Teardown teardown;
    private final JournalEntry owed;

    Deletion(World world, String kind, InstalledExtension row) {
        this(world, new Teardown(world).owed(kind, row), row);
    }

    /** @param owed the line of the journal that says what is to follow the commit */
    Deletion(World world, JournalEntry owed, InstalledExtension row) {
        this.world = world;
        this.row = row;
        this.teardown = new Teardown(world);
        this.owed = owed;
    }

    /** Adds the end of row, revisions, grants and an update that waits, and the debt of the data. */
    void commit(By by, Changes changes) {
        world.audit(
                new ExtensionUninstalled(
                        row.id(),
                        row.manifest().version().toString(),
                        row.status().toString(),
                        owed.kind()),
                by,
                changes);
        world.registry().delete(row.id(), changes);
        world.grants().delete(row.id(), changes);
        world.permissions().delete(row.id(), changes);
        new Waiting(world).record(row, Phase.SUPERSEDED, changes);
        changes.add(() -> world.journal().append(owed));
    }

    /** Deletes the data and the packages, once nothing refers to them; its failures go with them (LIFE-11). */
    Applied finish(String subject, List<Outcome> outcomes) {
        world.activator().forget(row.id());
        world.collectGarbage();
        Optional<Problem> left = teardown.settle(owed);
        row.revisions().forEach(revision -> world.marks().forgive(revision.packageDigest()));
        List<Outcome> all = new ArrayList<>(outcomes);
        left.ifPresent(problem -> all.add(new Outcome.Stopped(row.current(), left)));
        String summary = subject + " is " + past()
                + left.map(problem -> "; some of its data is not deleted yet [" + problem.code() + "].")
                        .orElse(".");
        return new Applied(true, summary, all);
    }

    private String past() {
        return owed.kind().equals(Teardown.PURGE) ? "purged" : "uninstalled";
    }
}
