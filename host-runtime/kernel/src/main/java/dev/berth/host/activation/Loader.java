/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.activation;

import dev.berth.host.activation.BundleEngine.Bundle;
import dev.berth.host.activation.BundleEngine.Load;
import dev.berth.host.activation.BundleEngine.Request;
import dev.berth.host.extension.AllCores;
import dev.berth.host.extension.ContentStore;
import dev.berth.host.extension.LiveExtensions;
import dev.berth.host.extension.PackageVerifier;
import dev.berth.host.extension.Revision;
import dev.berth.host.permission.Authority;
import dev.berth.host.permission.PermissionBook;
import dev.berth.host.unload.Unloads;
import dev.berth.manifest.Edge;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Brings verified bytes into the engine; judged again before a class of theirs is loaded (LIFE-34, LIFE-35, MAN-67). */
public final class Loader {
    private final BundleEngine engine;
    private final ContentStore contents;
    private final PackageVerifier verifier;
    private final LiveExtensions live;
    private final PermissionBook permissions;
    private final Unloads unloads;
    private final Map<String, Problem> blocked = new HashMap<>();
    private final Map<Bundle, Authority> loaded = new LinkedHashMap<>();
    private final Users users = new Users();
    private final Set<Bundle> leaving = new LinkedHashSet<>();
    private boolean closing;

    public Loader(
            BundleEngine engine,
            ContentStore contents,
            PackageVerifier verifier,
            LiveExtensions live,
            PermissionBook permissions,
            Unloads unloads) {
        this.engine = engine;
        this.contents = contents;
        this.verifier = verifier;
        this.live = live;
        this.permissions = permissions;
        this.unloads = unloads;
    }

    /** A hook of this content cannot be ended: its loader must not be used again before a restart (LIFE-26). */
    void block(Bundle bundle, Problem problem) {
        blocked.put(bundle.revision().packageDigest(), problem);
        endAuthority(bundle);
        unloads.left(bundle.revision(), bundle.classLoader());
    }

    /** Judges the stored bytes of revisions that this boot has hashed; returns why one must not be activated. */
    Map<Revision, Outcome> recheck(Collection<Revision> revisions) {
        return judged(revisions, this::recheck);
    }

    /** The same of bytes that may have been changed since they were hashed (LIFE-35). */
    Map<Revision, Outcome> rehash(Collection<Revision> revisions) {
        return judged(revisions, revision -> damage(revision).or(() -> recheck(revision)));
    }

    /** Each is judged alone, and so on all cores. */
    private Map<Revision, Outcome> judged(Collection<Revision> revisions, Function<Revision, Optional<Outcome>> judge) {
        live.look(revisions);
        return AllCores.map(revisions, judge).stream()
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(Outcome::revision, Function.identity()));
    }

    private Optional<Outcome> damage(Revision revision) {
        return contents.isIntact(revision.packageDigest())
                ? Optional.empty()
                : Optional.of(
                        new Outcome.Failed(revision, revision.damaged("It was not loaded; the other extensions run.")));
    }

    /** Judges the stored bytes of a revision; returns why it must not be activated. */
    private Optional<Outcome> recheck(Revision revision) {
        Problem stuck = blocked.get(revision.packageDigest());
        if (stuck != null) {
            return Optional.of(new Outcome.Failed(revision, stuck));
        }
        return verified(revision).stream()
                .findFirst()
                .map(problem -> problem.code() == ProblemCode.ABI_OUT_OF_RANGE
                        ? new Outcome.Skipped(revision, problem)
                        : new Outcome.Failed(revision, problem));
    }

    private List<Problem> verified(Revision revision) {
        try {
            return verifier.recheck(
                    contents.path(revision.packageDigest()), revision.manifest(), live.seenBy(revision.tier()));
        } catch (RuntimeException e) {
            return List.of(Pass.fault(revision, "judged its package", e));
        }
    }

    /**
     * Tells which of these could not be resolved together (ENG-31). Nothing is loaded.
     *
     * @param next comes in, and lies in this file
     * @param others come again beside it
     */
    List<Problem> preflight(Revision next, Path file, List<Revision> others, Collection<Bundle> beside) {
        List<Request> requests = new ArrayList<>();
        requests.add(new Request(next, file, Authority.NONE, mayWireTo(next)));
        others.forEach(other -> requests.add(request(other, Authority.NONE)));
        return engine.preflight(requests, beside).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Request request(Revision revision, Authority authority) {
        return new Request(revision, contents.path(revision.packageDigest()), authority, mayWireTo(revision));
    }

    /** Loads revisions with code, resolved in one call; in the same order. */
    Map<Revision, Load> load(List<Revision> revisions, Collection<Bundle> beside) {
        List<Request> requests = revisions.stream()
                .map(revision -> request(revision, permissions.authority(revision)))
                .toList();
        Map<Revision, Load> loads = new LinkedHashMap<>();
        List<Load> results = requests.isEmpty() ? List.of() : load(requests, beside, revisions);
        for (int i = 0; i < results.size(); i++) {
            loads.put(revisions.get(i), results.get(i));
            Authority authority = requests.get(i).authority();
            switch (results.get(i)) {
                case Load.Loaded(Bundle bundle) -> {
                    loaded.put(bundle, authority);
                    users.add(bundle);
                }
                case Load.Refused refused -> permissions.end(authority);
            }
        }
        return loads;
    }

    private List<Load> load(List<Request> requests, Collection<Bundle> beside, List<Revision> revisions) {
        try {
            return engine.load(requests, beside);
        } catch (RuntimeException e) {
            return revisions.stream()
                    .<Load>map(revision -> new Load.Refused(Pass.fault(revision, "loaded its code", e)))
                    .toList();
        }
    }

    /**
     * Removes a bundle as soon as nobody that stays is wired to it: an extension that failed may be a library of one that only
     * wished for it, and lives on until that one goes. Those wired to each other in a circle go together.
     */
    void unload(Bundle bundle) {
        leaving.add(bundle);
        Set<Bundle> free = new LinkedHashSet<>(leaving);
        free.removeIf(one -> !leaving.containsAll(users.of(one)));
        // Who has the fewest users is used by nobody, or by its own circle alone.
        List<Bundle> order = new ArrayList<>(free);
        order.sort(Comparator.comparingInt(one -> users.of(one).size()));
        leaving.removeAll(free);
        order.forEach(this::remove);
    }

    /** Takes no more bundles out of the engine: it is closed next, and all code leaves with it at once. */
    void closing() {
        closing = true;
    }

    /** What its code left behind, such as a thread, may do nothing any more. */
    private void endAuthority(Bundle bundle) {
        Optional.ofNullable(loaded.get(bundle)).ifPresent(permissions::end);
    }

    private void remove(Bundle bundle) {
        unloads.left(bundle.revision(), bundle.classLoader());
        if (!closing) {
            bundle.unload();
        }
        endAuthority(bundle);
        loaded.remove(bundle);
        users.remove(bundle);
    }

    private static Set<ExtensionId> mayWireTo(Revision revision) {
        return revision.manifest().dependencies().stream()
                .filter(Edge.PackageEdge.class::isInstance)
                .map(edge -> ((Edge.PackageEdge) edge).target())
                .collect(Collectors.toSet());
    }
}
