/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import dev.berth.manifest.Edge;
import dev.berth.manifest.Edge.CapabilityEdge;
import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The rules of resolution and order again, as sets and fixpoints, slow and with no thought of speed. */
public record SlowModel(List<ExtensionManifest> live) {
    /** From a dependent to what it needs. */
    record Pair(ExtensionId from, ExtensionId to) {}

    Optional<ExtensionManifest> find(ExtensionId id) {
        return live.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** MAN-121, MAN-124. */
    List<ExtensionManifest> providers(ExtensionManifest dependent, CapabilityEdge edge) {
        List<ExtensionManifest> found = new ArrayList<>();
        for (ExtensionManifest other : live) {
            boolean provides = other.provides().stream()
                    .anyMatch(row -> row.capability().equals(edge.capability())
                            && edge.range().contains(row.version()));
            if (provides && !other.id().equals(dependent.id())) {
                found.add(other);
            }
        }
        return found;
    }

    /** MAN-135 to MAN-138, MAN-142, MAN-146. */
    boolean isMet(ExtensionManifest dependent, Edge edge, Set<ExtensionId> idle) {
        Set<ExtensionId> silent = edge.type() == Edge.Type.RUNTIME ? idle : Set.of();
        return switch (edge) {
            case PackageEdge to ->
                find(to.target())
                        .filter(target -> !silent.contains(target.id()))
                        .filter(target -> !edge.isBlocking() || fits(to, target))
                        .isPresent();
            case CapabilityEdge to ->
                providers(dependent, to).stream()
                                .filter(provider -> !silent.contains(provider.id()))
                                .count()
                        >= to.min();
        };
    }

    private static boolean fits(PackageEdge to, ExtensionManifest target) {
        boolean kind = to.kind().isEmpty() || to.kind().get() == target.kind();
        return kind && to.constraint().fits(target.version());
    }

    /** Who runs: from all down, whoever lacks something that runs, or that is there for install-time edges, falls out. */
    public Set<ExtensionId> running() {
        Set<ExtensionId> idle = new TreeSet<>(onHardCycle());
        boolean changed = true;
        while (changed) {
            changed = false;
            for (ExtensionManifest one : live) {
                boolean unmet =
                        one.dependencies().stream().anyMatch(edge -> edge.isBlocking() && !isMet(one, edge, idle));
                changed |= unmet && idle.add(one.id());
            }
        }
        Set<ExtensionId> running = new TreeSet<>();
        live.forEach(one -> running.add(one.id()));
        running.removeAll(idle);
        return running;
    }

    /** MAN-147, MAN-148: which need which first, and how much. */
    Map<Pair, Weight> arrows() {
        Map<Pair, Weight> arrows = new HashMap<>();
        for (ExtensionManifest from : live) {
            for (Edge edge : from.dependencies()) {
                if (edge.type() == Edge.Type.PEER) {
                    continue;
                }
                switch (edge) {
                    case PackageEdge to -> put(arrows, from, to.target(), weight(edge, true));
                    case CapabilityEdge to -> {
                        List<ExtensionManifest> providers = providers(from, to);
                        providers.forEach(provider ->
                                put(arrows, from, provider.id(), weight(edge, providers.size() == to.min())));
                    }
                }
            }
        }
        return arrows;
    }

    private void put(Map<Pair, Weight> arrows, ExtensionManifest from, ExtensionId to, Weight weight) {
        if (find(to).isPresent() && !from.id().equals(to)) {
            Pair pair = new Pair(from.id(), to);
            if (!arrows.containsKey(pair) || arrows.get(pair).compareTo(weight) < 0) {
                arrows.put(pair, weight);
            }
        }
    }

    private static Weight weight(Edge edge, boolean exact) {
        if (!edge.required()) {
            return Weight.OPTIONAL;
        }
        if (edge.type() == Edge.Type.INSTALL_TIME) {
            return Weight.INSTALL_TIME;
        }
        return exact ? Weight.HARD : Weight.SOFT;
    }

    /** MAN-149. */
    Set<ExtensionId> onHardCycle() {
        Set<Pair> reach = closure(atLeast(arrows(), Weight.HARD));
        Set<ExtensionId> found = new TreeSet<>();
        live.forEach(one -> {
            if (reach.contains(new Pair(one.id(), one.id()))) {
                found.add(one.id());
            }
        });
        return found;
    }

    /** Returns who is refused because of a cycle. */
    public Set<ExtensionId> cyclic() {
        return onHardCycle();
    }

    static Set<Pair> atLeast(Map<Pair, Weight> arrows, Weight weight) {
        Set<Pair> found = new HashSet<>();
        arrows.forEach((pair, heavy) -> {
            if (heavy.compareTo(weight) >= 0) {
                found.add(pair);
            }
        });
        return found;
    }

    /** Adds the shortcut of any two steps until none is new. */
    static Set<Pair> closure(Set<Pair> steps) {
        Set<Pair> all = new HashSet<>(steps);
        boolean grew = true;
        while (grew) {
            grew = false;
            for (Pair one : List.copyOf(all)) {
                for (Pair next : steps) {
                    grew |= one.to().equals(next.from()) && all.add(new Pair(one.from(), next.to()));
                }
            }
        }
        return all;
    }

    /** Takes the smallest of those whose needs are all taken, again and again. */
    List<ExtensionId> order(Set<Pair> needs) {
        Set<ExtensionId> left = new TreeSet<>();
        live.forEach(one -> left.add(one.id()));
        left.removeAll(onHardCycle());
        List<ExtensionId> order = new ArrayList<>();
        while (!left.isEmpty()) {
            ExtensionId next = left.stream()
                    .filter(id -> needs.stream().noneMatch(need -> need.from().equals(id) && left.contains(need.to())))
                    .findFirst()
                    .orElseThrow();
            left.remove(next);
            order.add(next);
        }
        return order;
    }

    /** MAN-141: all that can be reached over blocking package edges whose target is there. */
    Set<ExtensionId> needed(ExtensionManifest root) {
        Set<Pair> steps = new HashSet<>();
        for (ExtensionManifest one : live) {
            for (Edge edge : one.dependencies()) {
                if (edge.isBlocking()
                        && edge instanceof PackageEdge to
                        && find(to.target()).isPresent()) {
                    steps.add(new Pair(one.id(), to.target()));
                }
            }
        }
        Set<ExtensionId> found = new TreeSet<>(Set.of(root.id()));
        closure(steps).stream().filter(pair -> pair.from().equals(root.id())).forEach(pair -> found.add(pair.to()));
        return found;
    }
}
