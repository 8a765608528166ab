/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import dev.berth.host.resolve.Arrows.Arrow;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The order in which a set of extensions is activated: dependencies first, ties by id (MAN-147 to MAN-150). Pure; the same set
 * gives the same order.
 *
 * @param resolutions the extensions in order; those of a refused cycle at the end
 * @param warnings one for each edge that was ignored to break a cycle, and for each extension whose edges cannot be read
 */
public record ActivationOrder(List<Resolution> resolutions, List<Problem> warnings) {
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
        return new Ordering(new Arrows(members, Resolver.of(all.values()))).order();
    }

    /** One computation: who is refused, which edges are given up, then the order of the rest. */
    private static final class Ordering {
        private final Arrows arrows;
        private final SortedMap<Integer, List<Arrow>> refused;
        private final boolean[] ignored;
        private final List<Problem> warnings = new ArrayList<>();

        Ordering(Arrows arrows) {
            this.arrows = arrows;
            refused = new HardCycles(arrows).all();
            ignored = new boolean[arrows.count()];
        }

        ActivationOrder order() {
            for (int place = 0; place < arrows.size(); place++) {
                if (!arrows.member(place).details().edgesReadable()) {
                    warnings.add(unreadable(arrows.member(place)));
                }
            }
            new Walk(arrows, refused.keySet(), ignored).takeAll(this::open);
            List<Resolution> resolutions = new ArrayList<>();
            for (int place : new Walk(arrows, refused.keySet(), ignored).takeAll(this::open)) {
                resolutions.add(new Resolution.Ready(arrows.member(place)));
            }
            refused.forEach((place, cycle) -> resolutions.add(new Resolution.Cyclic(
                    arrows.member(place), Circle.of(cycle, arrows).ids())));
            return new ActivationOrder(List.copyOf(resolutions), List.copyOf(warnings));
        }

        private Arrow open(List<Arrow> cycle) {
            Arrow lightest =
                    cycle.stream().min(Comparator.comparing(Arrow::weight)).orElseThrow();
            ignored[lightest.number()] = true;
            ExtensionId from = arrows.member(lightest.from()).id();
            ExtensionId to = arrows.member(lightest.to()).id();
            warnings.add(Circle.of(cycle, arrows).opened(from, to));
            return lightest;
        }

        private static Problem unreadable(ExtensionManifest member) {
            return Problem.of(
                            ProblemCode.ORDER_BEST_EFFORT,
                            member.subject(),
                            member.subject()
                                    + " needs \"dependencies\" that this host can read; what is stored holds others, so"
                                    + " it was ordered as it was found. The other extensions are in their order.")
                    .operator("bring a package in that this host can read: berth update FILE");
        }
    }
}
