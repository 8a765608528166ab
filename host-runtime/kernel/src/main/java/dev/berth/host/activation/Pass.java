/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.host.activation.BundleEngine.Bundle;
import dev.berth.host.activation.BundleEngine.Load;
import dev.berth.host.extension.Revision;
import dev.berth.host.live.Contribution;
import dev.berth.host.resolve.ActivationOrder;
import dev.berth.host.resolve.Resolution;
import dev.berth.host.resolve.Resolver;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** One pass over a set: who is in, who is out and why. */
final class Pass {
    final Map<Revision, Bundle> bundles = new LinkedHashMap<>();
    final List<Outcome> results = new ArrayList<>();
    private final Map<ExtensionId, Revision> members = new LinkedHashMap<>();
    private final Map<ExtensionId, Problem> refused = new HashMap<>();
    private final List<Revision> admitted = new ArrayList<>();
    private final Loader loader;
    private Resolver resolver;

    Pass(Loader loader, Collection<Revision> set, Collection<ExtensionManifest> available) {
        this.loader = loader;
        set.forEach(revision -> members.put(revision.id(), revision));
        List<ExtensionManifest> beside = new ArrayList<>(available);
        beside.removeIf(manifest -> members.containsKey(manifest.id()));
        List<ExtensionManifest> manifests = set.stream().map(Revision::manifest).toList();
        List<ExtensionManifest> present = new ArrayList<>(beside);
        present.addAll(manifests);
        resolver = Resolver.of(present);
        List<Resolution> order = ActivationOrder.of(manifests, beside).resolutions();
        order.forEach(this::refuseCyclic);
        order.forEach(resolution -> admit(revision(resolution.manifest())));
    }

    private Revision revision(ExtensionManifest manifest) {
        return Objects.requireNonNull(members.get(manifest.id()));
    }

    private void refuseCyclic(Resolution resolution) {
        if (resolution instanceof Resolution.Cyclic(ExtensionManifest manifest, Problem problem)) {
            fail(new Outcome.Failed(revision(manifest), problem));
        }
    }

    private void admit(Revision revision) {
        if (isMet(revision)) {
            loader.recheck(revision).ifPresentOrElse(this::fail, () -> admitted.add(revision));
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
        List<Problem> unmet = resolver.unmet(revision.manifest());
        if (unmet.isEmpty()) {
            return true;
        }
        Problem first = unmet.get(0);
        Optional<Problem> root =
                first.facts().string("needs").map(ExtensionId::of).flatMap(id -> Optional.ofNullable(refused.get(id)));
        fail(new Outcome.Skipped(revision, first.causes(root.stream().toList())));
        return false;
    }

    void fail(Outcome outcome) {
        results.add(outcome);
        outcome.why().ifPresent(problem -> refused.put(outcome.revision().id(), problem));
        resolver = resolver.without(outcome.revision().id());
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
}
