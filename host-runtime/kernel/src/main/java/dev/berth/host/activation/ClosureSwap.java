/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.host.activation.Activator.Swap;
import dev.berth.host.extension.Changes;
import dev.berth.host.extension.Revision;
import dev.berth.host.extension.Transactor;
import dev.berth.host.live.LiveRegistry;
import dev.berth.host.live.LiveSet;
import dev.berth.host.live.LiveView;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Swaps what runs for something else, in one transaction and one generation (ENG-30, ENG-31, LIFE-96 to LIFE-99). */
final class ClosureSwap {
    private final Loader loader;
    private final RunningFactory factory;
    private final Hooks hooks;
    private final LiveRegistry live;
    private final Transactor transactor;
    private final RunningSet running;

    ClosureSwap(
            Loader loader,
            RunningFactory factory,
            Hooks hooks,
            LiveRegistry live,
            Transactor transactor,
            RunningSet running) {
        this.loader = loader;
        this.factory = factory;
        this.hooks = hooks;
        this.live = live;
        this.transactor = transactor;
        this.running = running;
    }

    /** What a failure of one that enters means. */
    enum Terms {
        /** Nothing is swapped. */
        ALL_OR_NONE,
        /** That one, and those that require it, stay out. */
        EACH_FOR_ITSELF
    }

    /**
     * Brings the entering ones up beside the leaving ones, staged; commits; replaces the registrations; takes the old ones down.
     *
     * @param beside what is there now
     * @param available of it, what the entering ones find
     */
    Swap run(
            String reason,
            Terms terms,
            Collection<Revision> entering,
            Set<ExtensionId> leaving,
            Beside beside,
            Beside available,
            Consumer<Changes> commit) {
        Pass pass = new Pass(loader, entering, available, all -> factory.judged(all, loader.rehash(all)));
        Optional<Outcome> early = pass.firstRefusal().filter(outcome -> terms == Terms.ALL_OR_NONE);
        if (early.isPresent()) {
            // Nothing has to stop for what cannot come up.
            return new Swap.RolledBack(early.get(), false);
        }
        Map<Revision, Running> candidates = new LinkedHashMap<>();
        List<Running> old = running.all(leaving);
        boolean exclusive = isExclusive(entering, old);
        List<Outcome> results = new ArrayList<>(exclusive ? running.stop(old) : List.of());
        boolean committed = false;
        try {
            stage(pass, terms, leaving, candidates);
            Optional<Outcome> refusal = pass.firstRefusal().filter(outcome -> terms == Terms.ALL_OR_NONE);
            if (refusal.isPresent()) {
                return new Swap.RolledBack(refusal.get(), exclusive);
            }
            commit(pass.accepted(candidates), commit);
            committed = true;
        } finally {
            if (!committed) {
                running.takeDown(candidates.values());
                restart(exclusive ? old : List.of(), beside);
            }
        }
        old.forEach(running::remove);
        old.forEach(one -> one.registrations.retire());
        LiveSet before = live.current();
        old.forEach(one -> one.view.freeze(before));
        List<Running> accepted = pass.accepted(candidates);
        running.swapIn(reason, accepted, pass.payloads(), leaving);
        leaving.forEach(running::forget);
        pass.succeed();
        running.tell(pass.results);
        results.addAll(pass.results);
        candidates.values().removeAll(accepted);
        running.takeDown(candidates.values());
        if (!exclusive) {
            results.addAll(running.stop(old));
        }
        return new Swap.Done(results);
    }

    private void stage(Pass pass, Terms terms, Set<ExtensionId> leaving, Map<Revision, Running> candidates) {
        LiveView.Staging staging = new LiveView.Staging(live.current());
        leaving.forEach(id -> staging.change(set -> set.without(id)));
        pass.load(running.bundlesWithout(leaving));
        pass.bundles.forEach((revision, bundle) ->
                candidates.put(revision, factory.create(revision, bundle, staging, !running.has(revision))));
        for (Function<Running, Optional<Outcome>> hook :
                List.<Function<Running, Optional<Outcome>>>of(hooks::register, hooks::bootstrap)) {
            pass.each(
                    revision -> {
                        Running candidate = candidates.get(revision);
                        boolean goesOn = terms == Terms.EACH_FOR_ITSELF
                                || pass.firstRefusal().isEmpty();
                        if (candidate != null && goesOn) {
                            hook.apply(candidate).ifPresent(pass::fail);
                            staging.change(set -> set.with(candidate.owner.id(), pass.contributions(candidate)));
                        }
                    },
                    refused -> staging.change(set -> set.without(refused.id())));
        }
    }

    private void commit(List<Running> accepted, Consumer<Changes> more) {
        Changes changes = new Changes();
        more.accept(changes);
        accepted.forEach(one -> one.writes.accept(changes));
        changes.commit(transactor);
    }

    /** Starts those again that had to stop before what was to replace them (LIFE-103); what does not come up says why (LIFE-21). */
    private void restart(List<Running> stopped, Beside beside) {
        if (stopped.isEmpty()) {
            return;
        }
        stopped.forEach(running::remove);
        List<Revision> again = stopped.stream().map(one -> one.revision).toList();
        Set<ExtensionId> ids = again.stream().map(Revision::id).collect(Collectors.toSet());
        try {
            Beside others = beside.without(ids);
            run("restart", Terms.EACH_FOR_ITSELF, again, ids, others, others, changes -> {});
        } catch (RuntimeException e) {
            running.swapIn("restart", List.of(), List.of(), ids);
            running.tell(again.stream()
                    .<Outcome>map(revision -> new Outcome.Failed(revision, Pass.fault(revision, "started it again", e)))
                    .toList());
        }
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
}
