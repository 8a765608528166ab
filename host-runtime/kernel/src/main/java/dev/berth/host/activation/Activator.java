/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.host.activation.ClosureSwap.Terms;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Transactor;
import dev.berth.host.grant.PortSet;
import dev.berth.host.live.LiveRegistry;
import dev.berth.host.live.LiveSet;
import dev.berth.host.live.LiveView;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings revisions up and takes them down. Two ways serve everything: {@link #activate} brings up a set, each member for itself
 * (boot, install, restore); {@link #replace} swaps a closure, all of it or nothing (update, rollback, removal). Called by the
 * lifecycle thread alone; the read methods by any.
 */
public final class Activator {
    private final Loader loader;
    private final RunningFactory factory;
    private final Hooks hooks;
    private final LiveRegistry live;
    private final Transactor transactor;
    private final RunningSet running;
    private final ClosureSwap swap;

    public Activator(Loader loader, RunningFactory factory, Hooks hooks, LiveRegistry live, Transactor transactor) {
        this.loader = loader;
        this.factory = factory;
        this.hooks = hooks;
        this.live = live;
        this.transactor = transactor;
        this.running = new RunningSet(live, hooks, this::discard);
        this.swap = new ClosureSwap(loader, factory, hooks, live, transactor, running);
    }

    private void discard(Running one) {
        factory.release(one);
        one.stuck().ifPresentOrElse(problem -> loader.block(one.bundle, problem), () -> loader.unload(one.bundle));
    }

    /** Returns what became of an extension when it was last tried. */
    public Optional<Outcome> outcome(ExtensionId id) {
        return running.outcome(id);
    }

    /** Tells whether code of an extension runs. */
    public boolean isRunning(ExtensionId id) {
        return running.has(id);
    }

    /** Forgets an extension that is gone. */
    public void forget(ExtensionId id) {
        running.forget(id);
    }

    /** Withdraws what came through these ports, because they were revoked (PORT-53). */
    public void withdraw(ExtensionId id, Collection<PortName> ports) {
        running.withdraw(id, ports);
    }

    /** Counts a generation, because organisations see something else of a running extension than before (LIFE-107). */
    public void seenAnew(String reason, ExtensionId id) {
        if (running.has(id)) {
            live.swap(reason, LiveSet::seenAnew);
        }
    }

    /** Returns the ports that a running extension had to register without, or lost registrations of since (PORT-55). */
    public PortSet lacking(ExtensionId id) {
        return running.lacking(id);
    }

    /** Returns the running extensions whose code is wired to this one's, directly or not, without itself. */
    public Set<ExtensionId> wiredTo(ExtensionId id) {
        return running.wiredTo(id);
    }

    /**
     * Tells which of these could not be resolved together, if they took the place of what runs of them (ENG-31). Nothing is loaded.
     *
     * @param next comes in, and lies in this file
     * @param others come again beside it
     */
    public List<Problem> preflight(Revision next, Path file, List<Revision> others) {
        Set<ExtensionId> leaving = others.stream().map(Revision::id).collect(Collectors.toSet());
        leaving.add(next.id());
        return loader.preflight(next, file, others, running.bundlesWithout(leaving));
    }

    /**
     * Brings up a set: every register, one swap, every bootstrap (LIFE-23). Failures stay with the one that failed and those that
     * require it.
     *
     * @param available what is live beside the set
     */
    public List<Outcome> activate(String reason, Collection<Revision> set, Beside available) {
        return activate(
                reason, loaded(new Pass(loader, set, available, all -> factory.judged(all, loader.rehash(all)))));
    }

    /**
     * Judges a set whose bytes this boot has hashed, and loads what may run, before code of it runs (LIFE-34 to LIFE-36); either
     * activate or drop it.
     */
    public Prepared prepare(Collection<Revision> set, Beside available) {
        return loaded(new Pass(loader, set, available, all -> factory.judged(all, loader.recheck(all))));
    }

    private Prepared loaded(Pass pass) {
        pass.load(running.bundlesWithout(Set.of()));
        return new Prepared(pass);
    }

    /** Gives up what was prepared: its code leaves the engine again. */
    public void drop(Prepared prepared) {
        prepared.pass().bundles.values().forEach(loader::unload);
    }

    /** Brings up what was prepared. */
    public List<Outcome> activate(String reason, Prepared prepared) {
        Pass pass = prepared.pass();
        Map<Revision, Running> candidates = new LinkedHashMap<>();
        LiveView.Staging staging = new LiveView.Staging(live.current());
        pass.bundles.forEach(
                (revision, bundle) -> candidates.put(revision, factory.create(revision, bundle, staging, false)));

        pass.each(revision -> register(pass, staging, candidates.get(revision)), refused -> {});
        keep(pass, pass.accepted(candidates));
        List<Running> registered = pass.accepted(candidates);
        List<Running> dropped = new ArrayList<>(candidates.values());
        dropped.removeAll(registered);
        running.takeDown(dropped);
        running.swapIn(reason, registered, pass.payloads(), Set.of());

        pass.each(revision -> bootstrap(pass, candidates.get(revision)), refused -> withdraw(candidates.get(refused)));
        registered.removeAll(pass.accepted(candidates));
        running.takeDown(registered);
        pass.succeed();
        running.tell(pass.results);
        return List.copyOf(pass.results);
    }

    /** A set that was judged and whose code is loaded; no hook of it has run. */
    public record Prepared(Pass pass) {
        /** Returns why some of it will not run. */
        public List<Problem> refusals() {
            return pass.results.stream()
                    .map(Outcome::why)
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    private void register(Pass pass, LiveView.Staging staging, @Nullable Running candidate) {
        if (candidate != null) {
            hooks.register(candidate).ifPresent(pass::fail);
            staging.change(set -> set.with(candidate.owner.id(), pass.contributions(candidate)));
        }
    }

    private void bootstrap(Pass pass, @Nullable Running candidate) {
        if (candidate != null) {
            candidate.writes.stage();
            hooks.bootstrap(candidate).ifPresentOrElse(pass::fail, () -> keep(pass, List.of(candidate)));
        }
    }

    /** Keeps what accepted hooks staged; those whose writes cannot be kept have failed. */
    private void keep(Pass pass, List<Running> accepted) {
        try {
            Changes changes = new Changes();
            accepted.forEach(one -> one.writes.accept(changes));
            changes.commit(transactor);
        } catch (RuntimeException e) {
            accepted.forEach(one ->
                    pass.fail(new Outcome.Failed(one.revision, Pass.fault(one.revision, "kept what it wrote", e))));
        }
    }

    private void withdraw(@Nullable Running candidate) {
        if (candidate != null) {
            running.remove(candidate);
            candidate.registrations.retire();
            live.swap("withdraw " + candidate.revision.subject(), set -> set.without(candidate.revision.id()));
            candidate.owner.gate().close();
        }
    }

    /**
     * Swaps a closure: brings the entering ones up beside the leaving ones, staged; commits; replaces the registrations in one
     * step; drains and takes the leaving ones down, dependents first (ENG-30, ENG-31, LIFE-96 to LIFE-99).
     *
     * <p>An exclusive swap stops the old ones first: callers wait at their closed gates until the new ones, or after a failure the
     * old ones again, are live (MAN-58, LIFE-103).
     *
     * @param beside what is live now; the entering ones find of it what does not leave
     * @param commit adds what must be kept in the same transaction
     */
    public Swap replace(
            String reason,
            Collection<Revision> entering,
            Set<ExtensionId> leaving,
            Beside beside,
            Consumer<Changes> commit) {
        return swap.run(reason, Terms.ALL_OR_NONE, entering, leaving, beside, beside.without(leaving), commit);
    }

    /** Takes some away in the same way; of those that come again without them, each does so for itself. */
    public Swap without(
            String reason,
            Collection<Revision> again,
            Set<ExtensionId> leaving,
            Beside available,
            Consumer<Changes> commit) {
        return swap.run(reason, Terms.EACH_FOR_ITSELF, again, leaving, available, available, commit);
    }

    /** What came of a swap. */
    public sealed interface Swap {
        /** The new ones serve. */
        record Done(List<Outcome> outcomes) implements Swap {}

        /**
         * The old ones serve.
         *
         * @param stopped they had to stop for it, and were started again as far as they could be
         */
        record RolledBack(Outcome cause, boolean stopped) implements Swap {}
    }

    /** Takes everything down, dependents first; the engine is closed next. */
    public List<Outcome> stopAll() {
        loader.closing();
        List<Running> all = running.all();
        all.forEach(running::remove);
        all.forEach(one -> one.registrations.retire());
        live.swap("stop", set -> LiveSet.EMPTY);
        return running.stop(all);
    }
}
