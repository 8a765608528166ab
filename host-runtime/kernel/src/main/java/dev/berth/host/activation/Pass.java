/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.host.activation.BundleEngine.Bundle;
import dev.berth.host.activation.BundleEngine.Load;
import dev.berth.host.extension.Revision;
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

/** One pass over a set: who is in, who is out and why. */
final class Pass {
    final Map<Revision, Bundle> bundles = new LinkedHashMap<>();
    final List<Outcome> results = new ArrayList<>();
    private final Map<ExtensionId, Revision> members = new LinkedHashMap<>();
    private final Map<ExtensionId, Problem> refused = new HashMap<>();
    private final List<Revision> toLoad = new ArrayList<>();
    private final Loader loader;
    private Resolver resolver;

    Pass(Loader loader, Collection<Revision> set, Collection<ExtensionManifest> available) {
        this.loader = loader;
        set.forEach(revision -> members.put(revision.id(), revision));
        List<ExtensionManifest> present = new ArrayList<>(available);
        present.removeIf(manifest -> members.containsKey(manifest.id()));
        set.forEach(revision -> present.add(revision.manifest()));
        resolver = Resolver.of(present);
    }

    Revision revision(ExtensionManifest manifest) {
        return Objects.requireNonNull(members.get(manifest.id()));
    }

    void admit(Revision revision) {
        Optional<Outcome> bad = isMet(revision) ? loader.recheck(revision) : Optional.empty();
        bad.ifPresent(this::fail);
        if (refused.containsKey(revision.id())) {
            return;
        }
        if (revision.manifest().serverEntry().isPresent()) {
            toLoad.add(revision);
        } else {
            succeed(revision);
        }
    }

    /**
     * Loads those with code, in one call.
     *
     * @param beside bundles that run and stay
     */
    void load(List<Bundle> beside) {
        loader.load(toLoad, beside).forEach((revision, load) -> {
            switch (load) {
                case Load.Loaded(Bundle bundle) -> bundles.put(revision, bundle);
                case Load.Refused(Problem problem) -> fail(new Outcome.Failed(revision, problem));
            }
        });
    }

    /** Judges the blocking edges against who is left; an unmet one is an outcome of its own (MAN-146). */
    boolean isMet(Revision revision) {
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

    void succeed(Revision revision) {
        results.add(new Outcome.Activated(revision));
    }

    Optional<Outcome> firstRefusal() {
        return results.stream().filter(outcome -> outcome.why().isPresent()).findFirst();
    }
}
