/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.host.extension.Changes;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Transactor;
import dev.berth.host.grant.PortSet;
import dev.berth.host.live.Contribution;
import dev.berth.host.live.LiveRegistry;
import dev.berth.host.live.LiveSet;
import dev.berth.host.live.LiveView;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private final RunningSet running = new RunningSet();
    private final Map<ExtensionId, Outcome> outcomes = new ConcurrentHashMap<>();

    public Activator(Loader loader, RunningFactory factory, Hooks hooks, LiveRegistry live, Transactor transactor) {
        this.loader = loader;
        this.factory = factory;
        this.hooks = hooks;
        this.live = live;
        this.transactor = transactor;
    }

    /** Returns what became of an extension when it was last tried. */
    public Optional<Outcome> outcome(ExtensionId id) {
        return Optional.ofNullable(outcomes.get(id));
    }

    /** Tells whether code of an extension runs. */
    public boolean isRunning(ExtensionId id) {
        return running.has(id);
    }

    /** Forgets an extension that is gone. */
    public void forget(ExtensionId id) {
        outcomes.remove(id);
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
        return activate(reason, prepare(set, available));
    }

    /** Judges a set and loads what may run, before code of it runs (LIFE-34 to LIFE-36); either activate or drop it. */
    public Prepared prepare(Collection<Revision> set, Beside available) {
        Pass pass = new Pass(loader, set, available);
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
        reversed(dropped).forEach(this::takeDown);
        swapIn(reason, registered, Set.of());

        pass.each(revision -> bootstrap(pass, candidates.get(revision)), refused -> withdraw(candidates.get(refused)));
        registered.removeAll(pass.accepted(candidates));
        reversed(registered).forEach(this::takeDown);
        pass.succeed();
        pass.results.forEach(outcome -> outcomes.put(outcome.revision().id(), outcome));
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
            commit(accepted, changes -> {});
        } catch (ProblemException e) {
            accepted.forEach(one -> pass.fail(new Outcome.Failed(one.revision, e.problem())));
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
     * @param commit adds what must be kept in the same transaction
     */
    public Swap replace(
            String reason,
            Collection<Revision> entering,
            Set<ExtensionId> leaving,
            Beside available,
            Consumer<Changes> commit) {
        Pass pass = new Pass(loader, entering, available);
        List<Running> candidates = new ArrayList<>();
        LiveView.Staging staging = new LiveView.Staging(live.current());
        leaving.forEach(id -> staging.change(set -> set.without(id)));
        List<Running> old = running.all(leaving);
        boolean exclusive = isExclusive(entering, old);
        List<Outcome> results = new ArrayList<>(exclusive ? stop(old) : List.of());
        boolean committed = false;
        try {
            Optional<Outcome> refusal = stage(pass, leaving, staging, candidates);
            if (refusal.isPresent()) {
                return new Swap.RolledBack(refusal.get());
            }
            commit(candidates, commit);
            committed = true;
        } finally {
            if (!committed) {
                giveUp(candidates, exclusive ? old : List.of(), available);
            }
        }
        old.forEach(one -> running.remove(one));
        old.forEach(one -> one.registrations.retire());
        LiveSet before = live.current();
        old.forEach(one -> one.view.freeze(before));
        swapIn(reason, candidates, leaving);
        leaving.forEach(outcomes::remove);
        entering.forEach(revision -> outcomes.put(revision.id(), new Outcome.Activated(revision)));
        entering.forEach(revision -> results.add(new Outcome.Activated(revision)));
        if (!exclusive) {
            results.addAll(stop(old));
        }
        return new Swap.Done(results);
    }

    /** Tells whether one that is replaced, or what replaces it, must not run beside the other (MAN-58). */
    private static boolean isExclusive(Collection<Revision> entering, List<Running> old) {
        Map<ExtensionId, Revision> replaced = new HashMap<>();
        old.forEach(one -> replaced.put(one.revision.id(), one.revision));
        return entering.stream().anyMatch(next -> {
            Revision before = replaced.get(next.id());
            return before != null
                    && (next.manifest().exclusiveSwap() || before.manifest().exclusiveSwap());
        });
    }

    private List<Outcome> stop(List<Running> old) {
        List<Outcome> stopped = new ArrayList<>();
        old.forEach(one -> one.registrations.retire());
        RunningSet.dependentsFirst(old).forEach(one -> stopped.add(new Outcome.Stopped(one.revision, takeDown(one))));
        return stopped;
    }

    /** Drops the candidates; old ones that had to stop before them are started again (LIFE-103). */
    private void giveUp(List<Running> candidates, List<Running> stopped, Beside available) {
        reversed(candidates).forEach(this::takeDown);
        if (stopped.isEmpty()) {
            return;
        }
        stopped.forEach(one -> running.remove(one));
        activate("restart", stopped.stream().map(one -> one.revision).toList(), available);
        live.swap("restart", set -> {
            LiveSet after = set;
            for (Running one : stopped) {
                after = isRunning(one.revision.id()) ? after : after.without(one.revision.id());
            }
            return after;
        });
    }

    /** What came of a swap. */
    public sealed interface Swap {
        /** The new ones serve. */
        record Done(List<Outcome> outcomes) implements Swap {}

        /** The old ones serve, and were never stopped. */
        record RolledBack(Outcome cause) implements Swap {}
    }

    private Optional<Outcome> stage(
            Pass pass, Set<ExtensionId> leaving, LiveView.Staging staging, List<Running> candidates) {
        pass.load(running.bundlesWithout(leaving));
        pass.bundles.forEach((revision, bundle) ->
                candidates.add(factory.create(revision, bundle, staging, !running.has(revision))));
        Optional<Outcome> refusal = pass.firstRefusal();
        for (Running candidate : candidates) {
            if (refusal.isEmpty()) {
                refusal = hooks.register(candidate);
                staging.change(set -> set.with(candidate.owner.id(), candidate.registrations.all()));
            }
        }
        for (Running candidate : candidates) {
            if (refusal.isEmpty()) {
                refusal = hooks.bootstrap(candidate);
                staging.change(set -> set.with(candidate.owner.id(), candidate.registrations.all()));
            }
        }
        return refusal;
    }

    private void commit(List<Running> accepted, Consumer<Changes> more) {
        Changes changes = new Changes();
        more.accept(changes);
        accepted.forEach(one -> one.writes.accept(changes));
        changes.commit(transactor);
    }

    private void swapIn(String reason, List<Running> entering, Set<ExtensionId> leaving) {
        Map<Running, List<Contribution>> swapped = new LinkedHashMap<>();
        entering.forEach(one -> swapped.put(one, one.registrations.all()));
        live.swap(reason, set -> {
            LiveSet after = set;
            for (ExtensionId id : leaving) {
                after = after.without(id);
            }
            for (Map.Entry<Running, List<Contribution>> one : swapped.entrySet()) {
                after = after.with(one.getKey().owner.id(), one.getValue());
            }
            return after;
        });
        swapped.forEach((one, contributions) -> {
            one.view.goLive(live);
            one.registrations.goLive(live, contributions);
            running.add(one);
        });
    }

    /** Closes the gate, lets those inside finish, destroys, takes the handles back, removes the code (LIFE-106). */
    private Optional<Problem> takeDown(Running one) {
        one.owner.gate().close();
        if (!one.owner.gate().awaitDrained(hooks.drain(one))) {
            one.owner.gate().abortRemaining();
        }
        Optional<Problem> problem = one.isRegistered() && one.stuck().isEmpty() ? hooks.destroy(one) : Optional.empty();
        discard(one);
        return problem;
    }

    private void discard(Running one) {
        factory.release(one);
        one.stuck().ifPresentOrElse(problem -> loader.block(one.bundle, problem), () -> loader.unload(one.bundle));
    }

    /** Takes everything down, dependents first. */
    public List<Outcome> stopAll() {
        List<Running> all = running.all();
        all.forEach(running::remove);
        all.forEach(one -> one.registrations.retire());
        live.swap("stop", set -> LiveSet.EMPTY);
        return stop(all);
    }

    private static List<Running> reversed(List<Running> list) {
        List<Running> copy = new ArrayList<>(list);
        Collections.reverse(copy);
        return copy;
    }
}
