/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.start;

import dev.berth.host.activation.Activator.Prepared;
import dev.berth.host.activation.Outcome;
import dev.berth.host.audit.By;
import dev.berth.host.extension.AllCores;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.InstalledExtension;
import dev.berth.host.extension.Revision;
import dev.berth.host.identity.Tokens;
import dev.berth.host.lifecycle.Bundled;
import dev.berth.host.lifecycle.Operations;
import dev.berth.host.lifecycle.Quarantine;
import dev.berth.host.lifecycle.World;
import dev.berth.host.resolve.ActivationOrder;
import dev.berth.host.seed.Seeder;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What the phases of a boot do. Called by the lifecycle thread, once each and in their order; {@code is…} by any, at any time. */
public final class BootWork {
    private final World world;
    private final Operations operations;
    private final Tokens tokens;
    private final Seeder seeder;
    private final RequiredRun required;
    private Optional<CrashLoops> crashLoops = Optional.empty();
    private boolean safe;
    private Optional<Prepared> prepared = Optional.empty();

    public BootWork(World world, Operations operations, Tokens tokens, Seeder seeder) {
        this.world = world;
        this.operations = operations;
        this.tokens = tokens;
        this.seeder = seeder;
        this.required = new RequiredRun(world);
    }

    /** Reads what is stored; a row that cannot be read hides no other (LIFE-42). */
    public List<Problem> readRows() {
        return new Rows(world, tokens).read();
    }

    /**
     * An operation that a crash cut short never committed: nothing refers to its bytes, which the garbage collection takes. Its
     * journal is closed (LIFE-88).
     */
    public List<Problem> recover() {
        return operations.recover();
    }

    /**
     * Hashes every live content again, and asks again who vouches for it: what differs, and what a revoked key or a block stands against,
     * is quarantined and never loaded (LIFE-54, TRUST-150, TRUST-152).
     */
    public List<Problem> verifyStore() {
        Quarantine quarantine = new Quarantine(world);
        List<Problem> problems = new ArrayList<>();
        damaged().flatMap(row -> Quarantine.of(row).stream()).forEach(problems::add);
        List<Hashed> hashed = AllCores.map(
                loadable().toList(),
                row -> new Hashed(row, world.contents().isIntact(row.current().packageDigest())));
        world.standing()
                .judge(hashed.stream()
                        .filter(Hashed::intact)
                        .map(one -> one.row().current())
                        .toList());
        for (Hashed one : hashed) {
            InstalledExtension row = one.row();
            if (one.intact()) {
                world.standing().of(row.current()).against().stream()
                        .findFirst()
                        .ifPresent(why -> problems.add(quarantine.put(row, why, By.CONFIG)));
            } else {
                problems.add(quarantine.put(row, By.CONFIG));
            }
        }
        return problems;
    }

    private record Hashed(InstalledExtension row, boolean intact) {}

    /** Tells whether something that was found damaged, at this boot or an earlier one, is not repaired yet. */
    public boolean isDamaged() {
        return damaged().findAny().isPresent();
    }

    /** The rows themselves remember it. */
    private Stream<InstalledExtension> damaged() {
        return world.registry().all().values().stream()
                .filter(InstalledExtension::isLive)
                .filter(row -> row.quarantine().equals(Optional.of(ProblemCode.CONTENT_DIGEST_MISMATCH.toString())));
    }

    /** Writes rows and grants of what comes with the host (LIFE-65). */
    public List<Problem> seedBundled(Path folder) {
        return new Bundled(world).seed(folder);
    }

    /**
     * Puts what is loadable into the engine, without running any of it (LIFE-56), and none of what failed too often (LIFE-66).
     *
     * @param alone what is required, and nothing else
     */
    public List<Problem> load(boolean alone) {
        safe = alone;
        hold();
        CrashLoops counting = new CrashLoops(world);
        crashLoops = Optional.of(counting);
        List<Problem> looping = counting.quarantine(loadable().toList());
        Predicate<InstalledExtension> wanted = row -> !safe || world.required().names(row.id());
        List<Revision> set =
                loadable().filter(wanted).map(InstalledExtension::current).toList();
        prepared = Optional.of(world.activator().prepare(set, world.beside()));
        return looping;
    }

    /** What the host holds of kinds is made of packages; what is missing is made again. */
    private void hold() {
        Changes changes = new Changes();
        world.registry().all().values().forEach(row -> world.kinds().saved(row, changes));
        changes.commit(world.transactor());
    }

    /** Says which of them may not run, and which edges their order goes against (LIFE-57, MAN-147, MAN-150). */
    public List<Problem> resolve() {
        List<Problem> problems = new ArrayList<>(
                ActivationOrder.of(loadable().map(InstalledExtension::manifest).toList())
                        .warnings());
        prepared.ifPresent(set -> problems.addAll(set.refusals()));
        return problems;
    }

    /** Runs every register, then every bootstrap; returns what the resolution did not tell already. */
    public List<Problem> activate() {
        if (prepared.isEmpty()) {
            return List.of();
        }
        Prepared set = prepared.get();
        prepared = Optional.empty();
        List<Problem> known = set.refusals();
        List<Outcome> outcomes = world.activator().activate("boot", set);
        crashLoops.ifPresent(counting -> counting.count(outcomes));
        List<Problem> problems = new ArrayList<>(outcomes.stream()
                .flatMap(outcome -> outcome.why().stream())
                .filter(problem -> !known.contains(problem))
                .toList());
        if (!safe) {
            problems.addAll(operations.resume(By.CONFIG));
        }
        return problems;
    }

    /** No more hooks of the boot: what is loaded and was not activated would stand in the way of a later activation. */
    public void endHooks() {
        prepared.ifPresent(world.activator()::drop);
        prepared = Optional.empty();
        world.marks().end();
    }

    /** Says what of the required is not as it should be (LIFE-142). */
    public List<Problem> assertRequired() {
        return required.problems();
    }

    /** Tells whether one that is required, and guarded, is absent now (LIFE-143). */
    public boolean isGuardedAbsent() {
        return required.isDegraded();
    }

    /** Reports what lacks something in its closure (LIFE-60). */
    public List<Problem> reportClosures() {
        return BrokenClosure.all(world);
    }

    /** Seeds what extensions want to find in development (LIFE-61). */
    public List<Problem> seedFixtures() {
        return new DevFixtures(world, seeder).seed();
    }

    /** Deletes what nothing refers to (LIFE-62), and what a removal left over (LIFE-126). */
    public List<Problem> collectGarbage() {
        world.collectGarbage();
        return operations.settle();
    }

    /** Live, and not quarantined. */
    private Stream<InstalledExtension> loadable() {
        return world.registry().all().values().stream()
                .filter(row -> row.isLive() && row.quarantine().isEmpty());
    }
}
