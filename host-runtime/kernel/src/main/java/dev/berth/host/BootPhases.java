/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host;

import dev.berth.host.activation.JournalEntry;
import dev.berth.host.activation.Outcome;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Revision;
import dev.berth.host.identity.Tokens;
import dev.berth.host.lifecycle.Operations;
import dev.berth.host.lifecycle.Quarantine;
import dev.berth.host.lifecycle.World;
import dev.berth.host.resolve.ActivationOrder;
import dev.berth.host.resolve.LiveRow;
import dev.berth.host.resolve.Resolver;
import dev.berth.host.seed.Seeder;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The work of the boot phases that is the kernel's (LIFE-51, LIFE-54, LIFE-58, LIFE-62). */
final class BootPhases {
    private final World world;
    private final Tokens tokens;
    private final Seeder seeder;
    private final Operations operations;

    BootPhases(Kernel kernel) {
        this.world = kernel.world();
        this.tokens = kernel.tokens();
        this.seeder = kernel.seeder();
        this.operations = kernel.operations();
    }

    List<Problem> readRows() {
        List<Problem> unreadable = new ArrayList<>(world.registry().load());
        unreadable.addAll(world.grants()
                .load(id -> world.registry()
                        .find(id)
                        .flatMap(InstalledExtension::waiting)
                        .isPresent()));
        unreadable.addAll(tokens.load());
        return unreadable;
    }

    /**
     * An operation that a crash cut short never committed: nothing refers to its bytes, which the garbage collection takes. Its
     * journal is closed (LIFE-88).
     */
    List<Problem> recover() {
        for (JournalEntry open : world.journal().open()) {
            if (open.phase() == JournalEntry.Phase.REMOVED) {
                continue;
            }
            // A purge sets packages aside before it commits.
            world.registry().find(open.extension()).stream()
                    .flatMap(row -> row.revisions().stream())
                    .forEach(revision -> world.contents().bringBack(revision.packageDigest()));
            Changes changes = new Changes();
            changes.add(() -> world.journal().append(open.at(JournalEntry.Phase.ROLLED_BACK, world.clock())));
            world.grants().dropNext(open.extension(), changes);
            changes.commit(world.transactor());
        }
        return List.of();
    }

    /** Hashes every live content again; one that differs is quarantined and never loaded (LIFE-54). */
    List<Problem> verifyStore() {
        Quarantine quarantine = new Quarantine(world);
        return loadable().stream()
                .filter(row -> !world.contents().isIntact(row.current().packageDigest()))
                .map(row -> quarantine.put(row, By.CONFIG))
                .toList();
    }

    /** Says which edges the order goes against (LIFE-57, MAN-147, MAN-150). */
    List<Problem> resolve() {
        return ActivationOrder.of(
                        loadable().stream().map(InstalledExtension::manifest).toList())
                .warnings();
    }

    List<Problem> activate() {
        List<Revision> set =
                loadable().stream().map(InstalledExtension::current).toList();
        List<Problem> problems = new ArrayList<>(world.activator().activate("boot", set, world.beside()).stream()
                .map(Outcome::why)
                .flatMap(java.util.Optional::stream)
                .toList());
        problems.addAll(operations.resume(By.CONFIG));
        return problems;
    }

    /** Reports each live extension whose closure lacks what it needs (LIFE-60); what does not run is the business of activation. */
    List<Problem> reportClosures() {
        List<LiveRow> live = world.live();
        return live.stream()
                .map(row -> new BrokenClosure(
                        row.manifest(),
                        Resolver.seenBy(live, row.organization()).closure(row.manifest())))
                .flatMap(broken -> broken.problem().stream())
                .distinct()
                .toList();
    }

    /** Seeds what extensions want to find in development (LIFE-61). */
    List<Problem> seedFixtures() {
        return loadable().stream()
                .filter(world::isActive)
                .flatMap(row -> row.manifest().details().devFixtures().stream()
                        .flatMap(path -> seedFixtures(row, path).stream()))
                .toList();
    }

    private List<Problem> seedFixtures(InstalledExtension row, String path) {
        Path stored = world.contents().path(row.current().packageDigest());
        List<PortName> granted = world.grants().inHooks(row.id()).approved().ports();
        return seeder.seed(row.manifest(), path, world.verifier().file(stored, path), granted);
    }

    List<Problem> collectGarbage() {
        world.collectGarbage();
        return operations.settle();
    }

    /** Live, not quarantined, and with a readable grant row; the others were reported when the rows were read (LIFE-42). */
    private List<InstalledExtension> loadable() {
        return world.registry().all().values().stream()
                .filter(row -> row.isLive() && row.quarantine().isEmpty())
                .filter(row -> !world.grants().rows(row.id()).isEmpty())
                .toList();
    }
}
