/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.host.activation.BundleEngine.Bundle;
import dev.berth.host.extension.Revision;
import dev.berth.host.grant.PortSet;
import dev.berth.host.live.Contribution;
import dev.berth.host.live.LiveRegistry;
import dev.berth.host.live.LiveSet;
import dev.berth.host.resolve.ActivationOrder;
import dev.berth.sdk.port.PortName;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The extensions whose code runs, one revision each, how they go in and out, and what became of each. Changed by the lifecycle
 * thread alone, read by any.
 */
final class RunningSet {
    private final Map<ExtensionId, Running> byId = new ConcurrentHashMap<>();
    private final Map<ExtensionId, Outcome> outcomes = new ConcurrentHashMap<>();
    private final LiveRegistry live;
    private final Hooks hooks;
    private final Consumer<Running> discard;

    /** @param discard takes the handles and the code of one back */
    RunningSet(LiveRegistry live, Hooks hooks, Consumer<Running> discard) {
        this.live = live;
        this.hooks = hooks;
        this.discard = discard;
    }

    Optional<Outcome> outcome(ExtensionId id) {
        return Optional.ofNullable(outcomes.get(id));
    }

    void tell(Collection<Outcome> told) {
        told.forEach(outcome -> outcomes.put(outcome.revision().id(), outcome));
    }

    void forget(ExtensionId id) {
        outcomes.remove(id);
    }

    /**
     * Replaces the registrations of what leaves by those of what enters, in one step and one generation (LIFE-98), which counts also
     * where nothing is registered (LIFE-107).
     *
     * @param payloads what enters without code
     */
    void swapIn(String reason, List<Running> entering, List<Revision> payloads, Set<ExtensionId> leaving) {
        boolean counts = !entering.isEmpty()
                || !payloads.isEmpty()
                || leaving.stream().anyMatch(id -> outcomes.get(id) instanceof Outcome.Activated);
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
            return after == set && counts ? set.seenAnew() : after;
        });
        swapped.forEach((one, contributions) -> {
            one.view.goLive(live);
            one.registrations.goLive(live, contributions);
            byId.put(one.revision.id(), one);
        });
    }

    /** Takes down what callers see no more, dependents first. */
    List<Outcome> stop(List<Running> old) {
        List<Outcome> stopped = new ArrayList<>();
        old.forEach(one -> one.registrations.retire());
        dependentsFirst(old).forEach(one -> stopped.add(new Outcome.Stopped(one.revision, takeDown(one))));
        return stopped;
    }

    /** Takes down those that did not make it, the last first. */
    void takeDown(Collection<Running> candidates) {
        List<Running> lastFirst = new ArrayList<>(candidates);
        Collections.reverse(lastFirst);
        lastFirst.forEach(this::takeDown);
    }

    /** Closes the gate, lets those inside finish, destroys, takes the handles back, removes the code (LIFE-106). */
    private Optional<Problem> takeDown(Running one) {
        one.owner.gate().close();
        if (!one.owner.gate().awaitDrained(hooks.drain(one))) {
            one.owner.gate().abortRemaining();
        }
        Optional<Problem> problem = one.isRegistered() && one.stuck().isEmpty() ? hooks.destroy(one) : Optional.empty();
        discard.accept(one);
        return problem;
    }

    void remove(Running one) {
        byId.remove(one.revision.id());
    }

    boolean has(ExtensionId id) {
        return byId.containsKey(id);
    }

    /** The same revision again, because of another one, is judged by the standing request like its old copy (PORT-22). */
    boolean has(Revision revision) {
        Running one = byId.get(revision.id());
        return one != null && one.revision.equals(revision);
    }

    List<Running> all() {
        return List.copyOf(byId.values());
    }

    List<Running> all(Collection<ExtensionId> ids) {
        return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
    }

    List<Bundle> bundlesWithout(Set<ExtensionId> leaving) {
        return byId.values().stream()
                .filter(one -> !leaving.contains(one.revision.id()))
                .map(one -> one.bundle)
                .toList();
    }

    void withdraw(ExtensionId id, Collection<PortName> ports) {
        Optional.ofNullable(byId.get(id))
                .ifPresent(one ->
                        ports.stream().filter(one.registrations::withdraw).forEach(one::withdrawn));
    }

    PortSet lacking(ExtensionId id) {
        return Optional.ofNullable(byId.get(id)).map(Running::lacking).orElse(PortSet.NONE);
    }

    Set<ExtensionId> wiredTo(ExtensionId id) {
        Set<ExtensionId> closure = new LinkedHashSet<>();
        closure.add(id);
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Running one : byId.values()) {
                boolean wired = one.bundle.wiredTo().stream()
                        .anyMatch(to -> closure.contains(to.revision().id()));
                grew |= wired && closure.add(one.revision.id());
            }
        }
        closure.remove(id);
        return closure;
    }

    private static List<Running> dependentsFirst(List<Running> set) {
        Map<ExtensionId, Running> byId = new HashMap<>();
        set.forEach(one -> byId.put(one.revision.id(), one));
        List<Running> ordered = new ArrayList<>();
        ActivationOrder.of(set.stream().map(one -> one.revision.manifest()).toList()).resolutions().stream()
                .map(resolution -> byId.get(resolution.manifest().id()))
                .forEach(ordered::add);
        Collections.reverse(ordered);
        return ordered;
    }
}
