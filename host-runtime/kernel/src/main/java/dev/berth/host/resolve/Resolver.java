/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import dev.berth.host.resolve.ClosureReport.Gap;
import dev.berth.manifest.Edge;
import dev.berth.manifest.Edge.CapabilityEdge;
import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.ExtensionManifest.Provides;
import dev.berth.manifest.SemVer;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Judges edges against the live extensions that one organisation sees (MAN-140 to MAN-146). Pure. */
public final class Resolver {
    /** A live extension and the version in which it provides a capability. */
    record Provider(ExtensionManifest manifest, SemVer version) {}

    private final SortedMap<ExtensionId, ExtensionManifest> live;
    private final Map<String, List<Provider>> providers;
    private final Set<ExtensionId> idle;

    private Resolver(
            SortedMap<ExtensionId, ExtensionManifest> live,
            Map<String, List<Provider>> providers,
            Set<ExtensionId> idle) {
        this.live = live;
        this.providers = providers;
        this.idle = idle;
    }

    /** Makes a resolver of manifests. */
    public static Resolver of(Collection<ExtensionManifest> live) {
        SortedMap<ExtensionId, ExtensionManifest> byId = new TreeMap<>();
        live.forEach(manifest -> byId.put(manifest.id(), manifest));
        return of(byId, Set.of());
    }

    private static Resolver of(SortedMap<ExtensionId, ExtensionManifest> byId, Set<ExtensionId> idle) {
        Map<String, List<Provider>> providers = new HashMap<>();
        for (ExtensionManifest manifest : byId.values()) {
            for (Provides row : manifest.provides()) {
                providers
                        .computeIfAbsent(row.capability(), capability -> new ArrayList<>())
                        .add(new Provider(manifest, row.version()));
            }
        }
        return new Resolver(Collections.unmodifiableSortedMap(byId), providers, idle);
    }

    /**
     * Makes a resolver of what the dependents of an organisation see: its own row of an extension, else the platform's; never
     * that of another organisation (MAN-140).
     *
     * @param organization empty for dependents of the platform, which see rows of the platform alone
     */
    public static Resolver seenBy(Collection<LiveRow> rows, Optional<String> organization) {
        SortedMap<ExtensionId, ExtensionManifest> byId = new TreeMap<>();
        for (LiveRow row : rows) {
            if (row.isOfferedTo(organization) && row.organization().isPresent()) {
                byId.put(row.id(), row.manifest());
            } else if (row.isOfferedTo(organization)) {
                byId.putIfAbsent(row.id(), row.manifest());
            }
        }
        return of(byId, Set.of());
    }

    /** Returns a resolver with one extension added, or at another version. */
    public Resolver with(ExtensionManifest manifest) {
        SortedMap<ExtensionId, ExtensionManifest> copy = new TreeMap<>(live);
        copy.put(manifest.id(), manifest);
        return of(copy, idle);
    }

    /** Returns a resolver without one extension. */
    public Resolver without(ExtensionId id) {
        SortedMap<ExtensionId, ExtensionManifest> copy = new TreeMap<>(live);
        copy.remove(id);
        return of(copy, idle);
    }

    /**
     * Returns a resolver for which some of the live extensions do not run: they meet no runtime edge, but install-time edges
     * still, which ask for presence alone (MAN-146).
     *
     * @param others looked at anew for each question
     */
    public Resolver whereIdle(Set<ExtensionId> others) {
        return new Resolver(live, providers, Collections.unmodifiableSet(others));
    }

    /** Returns what is live, by id. */
    public SortedMap<ExtensionId, ExtensionManifest> live() {
        return live;
    }

    /** Tells whether an edge of an extension is met; a range, and the kind, count for blocking edges alone (MAN-142). */
    public boolean isMet(ExtensionManifest dependent, Edge edge) {
        return switch (edge) {
            case PackageEdge to -> {
                Optional<ExtensionManifest> target = target(to);
                yield target.isPresent()
                        && counts(target.get(), edge)
                        && (!edge.isBlocking() || fits(to, target.get()));
            }
            case CapabilityEdge to -> providers(dependent.id(), to).size() >= to.min();
        };
    }

    private static boolean fits(PackageEdge to, ExtensionManifest target) {
        return to.constraint().fits(target.version()) && isOfKind(to, target);
    }

    static boolean isOfKind(PackageEdge to, ExtensionManifest target) {
        return to.kind().isEmpty() || to.kind().get() == target.kind();
    }

    private boolean counts(ExtensionManifest target, Edge edge) {
        return edge.type() != Edge.Type.RUNTIME || !idle.contains(target.id());
    }

    Optional<ExtensionManifest> target(PackageEdge to) {
        return Optional.ofNullable(live.get(to.target()));
    }

    /** Returns the live providers, other than the dependent, that count for its edge, by id (MAN-121, MAN-124). */
    List<ExtensionManifest> providers(ExtensionId dependent, CapabilityEdge edge) {
        return inRange(dependent, edge).stream()
                .filter(provider -> counts(provider, edge))
                .toList();
    }

    private List<ExtensionManifest> inRange(ExtensionId dependent, CapabilityEdge edge) {
        return ofCapability(dependent, edge.capability()).stream()
                .filter(provider -> edge.range().contains(provider.version()))
                .map(Provider::manifest)
                .toList();
    }

    /** Returns who else provides a capability in whatever version, by id. */
    List<Provider> ofCapability(ExtensionId dependent, String capability) {
        return providers.getOrDefault(capability, List.of()).stream()
                .filter(provider -> !provider.manifest().id().equals(dependent))
                .toList();
    }

    /** Returns the capabilities that someone provides. */
    Set<String> capabilities() {
        return providers.keySet();
    }

    /** Returns the live extensions that would meet an edge if they ran (MAN-146). */
    public List<ExtensionId> waitsFor(ExtensionManifest dependent, Edge edge) {
        List<ExtensionManifest> wanted = switch (edge) {
            case PackageEdge to ->
                target(to).filter(target -> fits(to, target)).stream().toList();
            case CapabilityEdge to -> inRange(dependent.id(), to);
        };
        return wanted.stream()
                .filter(target -> !counts(target, edge))
                .map(ExtensionManifest::id)
                .toList();
    }

    /** Returns the blocking edges that are not met, in their order. */
    public List<Edge> unmetEdges(ExtensionManifest dependent) {
        return dependent.dependencies().stream()
                .filter(Edge::isBlocking)
                .filter(edge -> !isMet(dependent, edge))
                .toList();
    }

    /** Returns a problem for each blocking edge that is not met, as activation says it (MAN-146). */
    public List<Problem> unmet(ExtensionManifest dependent) {
        return unmet(dependent, "It was not activated; the other extensions run.");
    }

    /**
     * Returns a problem for each blocking edge that is not met (MAN-143).
     *
     * @param consequence what did not happen and what still runs
     */
    public List<Problem> unmet(ExtensionManifest dependent, String consequence) {
        Unmet unmet = new Unmet(this, dependent, consequence);
        return unmetEdges(dependent).stream().map(unmet::problem).toList();
    }

    /** Returns the live dependents, other than itself, that have a blocking edge to this extension or to what it provides. */
    public List<ExtensionManifest> dependents(ExtensionId id) {
        Optional<ExtensionManifest> of = Optional.ofNullable(live.get(id));
        return live.values().stream()
                .filter(manifest -> !manifest.id().equals(id))
                .filter(manifest -> manifest.dependencies().stream()
                        .anyMatch(edge -> edge.isBlocking() && (namesTarget(edge, id) || isProvidedBy(edge, of))))
                .toList();
    }

    static boolean namesTarget(Edge edge, ExtensionId id) {
        return edge instanceof PackageEdge to && to.target().equals(id);
    }

    private static boolean isProvidedBy(Edge edge, Optional<ExtensionManifest> provider) {
        return provider.filter(manifest -> isProvidedBy(edge, manifest)).isPresent();
    }

    static boolean isProvidedBy(Edge edge, ExtensionManifest provider) {
        return edge instanceof CapabilityEdge to
                && provider.provides().stream()
                        .anyMatch(row -> row.capability().equals(to.capability())
                                && to.range().contains(row.version()));
    }

    /**
     * Walks over all that an extension cannot run without, each once, and lists what is not there (MAN-141).
     *
     * @param root counts as there
     */
    public ClosureReport closure(ExtensionManifest root) {
        return root.equals(live.get(root.id())) ? gaps(root) : with(root).gaps(root);
    }

    private ClosureReport gaps(ExtensionManifest root) {
        List<Gap> required = new ArrayList<>();
        List<Gap> optional = new ArrayList<>();
        List<Gap> peer = new ArrayList<>();
        List<Gap> violated = new ArrayList<>();
        Set<ExtensionId> seen = new HashSet<>(Set.of(root.id()));
        Deque<ExtensionManifest> left = new ArrayDeque<>(List.of(root));
        while (!left.isEmpty()) {
            ExtensionManifest dependent = left.removeFirst();
            for (Edge edge : dependent.dependencies()) {
                Optional<ExtensionManifest> target = edge instanceof PackageEdge to ? target(to) : Optional.empty();
                if (target.isEmpty() && !isMet(dependent, edge)) {
                    List<Gap> missing = edge.type() == Edge.Type.PEER ? peer : edge.required() ? required : optional;
                    missing.add(new Gap(dependent, edge));
                } else if (target.isPresent() && edge.isBlocking()) {
                    if (edge instanceof PackageEdge to
                            && !to.constraint().fits(target.get().version())) {
                        violated.add(new Gap(dependent, edge));
                    }
                    if (seen.add(target.get().id())) {
                        left.addLast(target.get());
                    }
                }
            }
        }
        return new ClosureReport(required, optional, peer, violated);
    }
}
