/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import dev.berth.manifest.Edge;
import dev.berth.manifest.Edge.CapabilityEdge;
import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The order in which a set of extensions is activated: dependencies first, ties by id (MAN-147 to MAN-150). Pure; the same set
 * gives the same order.
 *
 * @param resolutions the extensions in order; those of a refused cycle at the end
 * @param broken a warning for each edge that was ignored to break a cycle
 */
public record ActivationOrder(List<Resolution> resolutions, List<Problem> broken) {

    /** How much an edge weighs when a cycle must be broken; the lightest goes first (MAN-150). */
    enum Weight {
        OPTIONAL,
        INSTALL_TIME,
        SOFT,
        HARD
    }

    record Arrow(ExtensionId from, ExtensionId to, Weight weight) {}

    private static final Comparator<Arrow> HEAVIEST_FIRST =
            Comparator.comparing(Arrow::weight).reversed().thenComparing(Arrow::to);

    /** Orders a set. */
    public static ActivationOrder of(Collection<ExtensionManifest> set) {
        return of(set, List.of());
    }

    /**
     * Orders a set.
     *
     * @param beside live extensions outside the set; as providers they make capability edges soft (MAN-148)
     */
    public static ActivationOrder of(Collection<ExtensionManifest> set, Collection<ExtensionManifest> beside) {
        SortedMap<ExtensionId, ExtensionManifest> members = new TreeMap<>();
        set.forEach(manifest -> members.put(manifest.id(), manifest));
        SortedMap<ExtensionId, ExtensionManifest> all = new TreeMap<>(members);
        beside.forEach(manifest -> all.putIfAbsent(manifest.id(), manifest));
        return new Ordering(members, Resolver.of(all.values())).order();
    }

    /** One computation. */
    private static final class Ordering {
        private final SortedMap<ExtensionId, ExtensionManifest> members;
        private final Resolver live;
        private final Map<ExtensionId, List<Arrow>> out = new HashMap<>();
        private final Map<ExtensionId, List<Arrow>> in = new HashMap<>();
        private final TreeSet<ExtensionId> left = new TreeSet<>();
        private final TreeSet<ExtensionId> free = new TreeSet<>();
        private final List<Problem> broken = new ArrayList<>();

        Ordering(SortedMap<ExtensionId, ExtensionManifest> members, Resolver live) {
            this.members = members;
            this.live = live;
            members.values().forEach(this::draw);
            left.addAll(members.keySet());
            left.stream().filter(id -> !out.containsKey(id)).forEach(free::add);
        }

        private void draw(ExtensionManifest from) {
            for (Edge edge : from.dependencies()) {
                if (edge.type() == Edge.Type.PEER) {
                    continue;
                }
                switch (edge) {
                    case PackageEdge to -> draw(from, to.target(), weight(edge, false));
                    case CapabilityEdge to -> {
                        List<ExtensionManifest> providers = live.providers(from.id(), to);
                        boolean soft = providers.size() > to.min();
                        providers.forEach(provider -> draw(from, provider.id(), weight(edge, soft)));
                    }
                }
            }
        }

        private static Weight weight(Edge edge, boolean soft) {
            if (!edge.required()) {
                return Weight.OPTIONAL;
            } else if (edge.type() == Edge.Type.INSTALL_TIME) {
                return Weight.INSTALL_TIME;
            }
            return soft ? Weight.SOFT : Weight.HARD;
        }

        private void draw(ExtensionManifest from, ExtensionId to, Weight weight) {
            if (members.containsKey(to) && !to.equals(from.id())) {
                Arrow arrow = new Arrow(from.id(), to, weight);
                out.computeIfAbsent(from.id(), id -> new ArrayList<>()).add(arrow);
                in.computeIfAbsent(to, id -> new ArrayList<>()).add(arrow);
            }
        }

        ActivationOrder order() {
            SortedMap<ExtensionId, List<Arrow>> refused = new HardCycles(out).all();
            refused.keySet().forEach(this::take);
            List<Resolution> resolutions = new ArrayList<>();
            while (!left.isEmpty()) {
                if (free.isEmpty()) {
                    breakOne(cycle());
                } else {
                    ExtensionId next = free.first();
                    resolutions.add(new Resolution.Ready(member(next)));
                    take(next);
                }
            }
            refused.forEach((id, cycle) -> resolutions.add(new Resolution.Cyclic(member(id), refusal(cycle))));
            return new ActivationOrder(List.copyOf(resolutions), List.copyOf(broken));
        }

        private void breakOne(List<Arrow> cycle) {
            Arrow lightest =
                    cycle.stream().min(Comparator.comparing(Arrow::weight)).orElseThrow();
            cut(lightest);
            broken.add(warning(lightest, cycle));
        }

        private ExtensionManifest member(ExtensionId id) {
            return Objects.requireNonNull(members.get(id));
        }

        private void take(ExtensionId id) {
            left.remove(id);
            free.remove(id);
            List.copyOf(in.getOrDefault(id, List.of())).forEach(this::cut);
        }

        private void cut(Arrow arrow) {
            List<Arrow> others = Objects.requireNonNull(out.get(arrow.from()));
            others.remove(arrow);
            Objects.requireNonNull(in.get(arrow.to())).remove(arrow);
            if (others.isEmpty() && left.contains(arrow.from())) {
                free.add(arrow.from());
            }
        }

        /** Walks along the heaviest arrows until a member comes again; where nothing is free there is always such a walk. */
        private List<Arrow> cycle() {
            Deque<Arrow> path = new ArrayDeque<>();
            Set<ExtensionId> seen = new HashSet<>();
            ExtensionId at = left.first();
            while (seen.add(at)) {
                Arrow next = out.getOrDefault(at, List.of()).stream()
                        .filter(arrow -> left.contains(arrow.to()))
                        .min(HEAVIEST_FIRST)
                        .orElseThrow();
                path.addLast(next);
                at = next.to();
            }
            while (!path.getFirst().from().equals(at)) {
                path.removeFirst();
            }
            return List.copyOf(path);
        }

        private static Problem refusal(List<Arrow> cycle) {
            List<Arrow> turned = turned(cycle);
            String first = turned.get(0).from().value();
            return Problem.of(
                            ProblemCode.REQUIREMENT_CYCLE,
                            first,
                            "These extensions require each other, so none can register first: " + path(turned)
                                    + ". None of them was activated; the others run.")
                    .fact(
                            "cycle",
                            turned.stream().map(arrow -> arrow.from().value()).toList())
                    .author("make one edge optional, or move the shared contract to a third extension.");
        }

        private static Problem warning(Arrow ignored, List<Arrow> cycle) {
            return Problem.of(
                            ProblemCode.REQUIREMENT_CYCLE_BROKEN,
                            ignored.from().value(),
                            ignored.from() + " was ordered without its edge to " + ignored.to()
                                    + ", because they depend on each other: " + path(turned(cycle))
                                    + ". All of them are activated.")
                    .author("look up " + ignored.to() + " when it is called, not in register.");
        }

        /** Starts a cycle at its smallest id, so that it reads the same wherever it was found. */
        private static List<Arrow> turned(List<Arrow> cycle) {
            Arrow start = cycle.stream().min(Comparator.comparing(Arrow::from)).orElseThrow();
            int at = cycle.indexOf(start);
            List<Arrow> turned = new ArrayList<>(cycle.subList(at, cycle.size()));
            turned.addAll(cycle.subList(0, at));
            return turned;
        }

        private static String path(List<Arrow> cycle) {
            StringBuilder text = new StringBuilder(cycle.get(0).from().value());
            cycle.forEach(arrow -> text.append(" -> ").append(arrow.to()));
            return text.toString();
        }
    }
}
