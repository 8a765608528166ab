/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.host.activation.BundleEngine.Bundle;
import dev.berth.host.activation.BundleEngine.Load;
import dev.berth.host.boot.DuplicateExtension;
import dev.berth.host.extension.Revision;
import dev.berth.host.live.Contribution;
import dev.berth.host.resolve.ActivationOrder;
import dev.berth.host.resolve.Resolution;
import dev.berth.host.resolve.Resolver;
import dev.berth.manifest.Edge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One pass over a set: who is in, who is out and why. */
final class Pass {
    private static final Logger LOG = LoggerFactory.getLogger(Pass.class);

    final Map<Revision, Bundle> bundles = new LinkedHashMap<>();
    final List<Outcome> results = new ArrayList<>();
    private final Map<ExtensionId, Revision> members = new LinkedHashMap<>();
    private final Map<ExtensionId, Problem> refused = new HashMap<>();
    private final Set<ExtensionId> idle = new HashSet<>();
    private final List<Revision> admitted = new ArrayList<>();
    private final Loader loader;
    private final Resolver resolver;

    /** @param judge tells of stored bytes why they must not be activated */
    Pass(
            Loader loader,
            Collection<Revision> set,
            Beside live,
            Function<Collection<Revision>, Map<Revision, Outcome>> judge) {
        this.loader = loader;
        Map<ExtensionId, List<Revision>> byId =
                set.stream().collect(Collectors.groupingBy(Revision::id, LinkedHashMap::new, Collectors.toList()));
        byId.values().stream()
                .filter(same -> same.size() == 1)
                .forEach(same -> members.put(same.get(0).id(), same.get(0)));
        Beside beside = live.without(byId.keySet());
        byId.values().stream().filter(same -> same.size() > 1).forEach(this::refuseDuplicates);
        List<ExtensionManifest> manifests =
                members.values().stream().map(Revision::manifest).toList();
        List<ExtensionManifest> present = new ArrayList<>(manifests);
        present.addAll(beside.active());
        present.addAll(beside.idle());
        beside.idle().forEach(manifest -> idle.add(manifest.id()));
        resolver = Resolver.of(present).whereIdle(idle);
        List<Resolution> order = ActivationOrder.of(manifests, beside.active()).resolutions();
        order.forEach(this::refuseCyclic);
        Map<Revision, Outcome> against = judge.apply(members.values());
        order.forEach(resolution -> admit(revision(resolution.manifest()), against));
        settle(out -> {});
        admitted.removeIf(revision -> refused.containsKey(revision.id()));
    }

    private Revision revision(ExtensionManifest manifest) {
        return Objects.requireNonNull(members.get(manifest.id()));
    }

    /** None of them is more right than another (LIFE-41). */
    private void refuseDuplicates(List<Revision> same) {
        List<String> claims = same.stream()
                .map(revision -> revision.subject() + " (" + revision.contentDigest() + ")")
                .toList();
        same.forEach(revision ->
                fail(new Outcome.Failed(revision, new DuplicateExtension(revision.subject(), claims).problem())));
    }

    private void refuseCyclic(Resolution resolution) {
        if (resolution instanceof Resolution.Cyclic cyclic) {
            fail(new Outcome.Failed(revision(cyclic.manifest()), cyclic.problem()));
        }
    }

    private void admit(Revision revision, Map<Revision, Outcome> against) {
        if (isMet(revision)) {
            Optional.ofNullable(against.get(revision)).ifPresentOrElse(this::fail, () -> admitted.add(revision));
        }
    }

    /**
     * Loads those with code, in one call.
     *
     * @param beside bundles that run and stay
     */
    void load(List<Bundle> beside) {
        List<Revision> code = admitted.stream()
                .filter(revision -> revision.manifest().serverEntry().isPresent())
                .toList();
        loader.load(code, beside).forEach((revision, load) -> {
            switch (load) {
                case Load.Loaded(Bundle bundle) -> bundles.put(revision, bundle);
                case Load.Refused(Problem problem) -> fail(new Outcome.Failed(revision, problem));
            }
        });
    }

    /**
     * Goes through those still in, in order, also those without code: who needs one that failed meanwhile is out.
     *
     * @param work for each that is met; it may refuse it
     * @param out for each that is refused in this round
     */
    void each(Consumer<Revision> work, Consumer<Revision> out) {
        for (Revision revision : admitted) {
            boolean wasIn = !refused.containsKey(revision.id());
            if (isMet(revision)) {
                work.accept(revision);
            }
            if (wasIn && refused.containsKey(revision.id())) {
                out.accept(revision);
            }
        }
        settle(out);
    }

    /** Where edges were ignored to open a circle, one that comes later may be needed by one that came before (MAN-150). */
    private void settle(Consumer<Revision> out) {
        boolean settled = false;
        while (!settled) {
            settled = true;
            for (Revision revision : admitted) {
                if (!refused.containsKey(revision.id()) && !isMet(revision)) {
                    out.accept(revision);
                    settled = false;
                }
            }
        }
    }

    /** Returns the candidates that are not refused, in order. */
    List<Running> accepted(Map<Revision, Running> candidates) {
        return new ArrayList<>(candidates.values().stream()
                .filter(candidate -> !refused.containsKey(candidate.revision.id()))
                .toList());
    }

    /** Returns what others of the pass see of a candidate. */
    List<Contribution> contributions(Running candidate) {
        return refused.containsKey(candidate.revision.id()) ? List.of() : candidate.registrations.all();
    }

    /** Judges the blocking edges against who is left; an unmet one is an outcome of its own (MAN-146). */
    private boolean isMet(Revision revision) {
        if (refused.containsKey(revision.id())) {
            return false;
        }
        List<Edge> unmet = resolver.unmetEdges(revision.manifest());
        if (unmet.isEmpty()) {
            return true;
        }
        Problem first = resolver.unmet(revision.manifest()).get(0);
        List<Problem> roots = resolver.waitsFor(revision.manifest(), unmet.get(0)).stream()
                .map(refused::get)
                .filter(Objects::nonNull)
                .toList();
        fail(new Outcome.Skipped(revision, first.causes(roots)));
        return false;
    }

    void fail(Outcome outcome) {
        results.add(outcome);
        outcome.why().ifPresent(problem -> refused.put(outcome.revision().id(), problem));
        idle.add(outcome.revision().id());
    }

    /** Returns those still in that have no code, and so contribute by being there. */
    List<Revision> payloads() {
        return admitted.stream()
                .filter(revision -> revision.manifest().serverEntry().isEmpty())
                .filter(revision -> !refused.containsKey(revision.id()))
                .toList();
    }

    /** Says of all that are still in that they are active. */
    void succeed() {
        admitted.stream()
                .filter(revision -> !refused.containsKey(revision.id()))
                .forEach(revision -> results.add(new Outcome.Activated(revision)));
    }

    Optional<Outcome> firstRefusal() {
        return results.stream().filter(outcome -> outcome.why().isPresent()).findFirst();
    }

    /** Says that the host itself failed; the others go on (LIFE-21). */
    static Problem fault(Revision revision, String work, RuntimeException e) {
        if (e instanceof ProblemException known) {
            return known.problem();
        }
        String reference = UUID.randomUUID().toString();
        LOG.error("{}: the host failed while it {}, reference {}", revision.subject(), work, reference, e);
        return Problem.of(
                        ProblemCode.INTERNAL_ERROR,
                        revision.subject(),
                        revision.subject()
                                + " was not activated, because the host failed, by a fault of its own, while it " + work
                                + ". The others go on.")
                .fact("reference", reference)
                .operator("look for " + reference + " in logs/berth.log in the host's home, and report it.");
    }
}
