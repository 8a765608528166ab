/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import dev.berth.manifest.Edge;
import dev.berth.manifest.Edge.CapabilityEdge;
import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The edges among the members of a set, drawn between their places in it. Of several edges between the same two the heaviest is
 * drawn. Places are numbers, because large sets are walked over and over.
 */
final class Arrows {
    /**
     * From a dependent to what it needs.
     *
     * @param number counts the arrows of a set from 0
     */
    record Arrow(int number, int from, int to, Weight weight) {}

    private static final Comparator<Arrow> HEAVIEST_FIRST =
            Comparator.comparing(Arrow::weight).reversed().thenComparingInt(Arrow::to);

    private final List<ExtensionManifest> members;
    private final Map<ExtensionId, Integer> places = new HashMap<>();
    private final List<List<Arrow>> out = new ArrayList<>();
    private final List<List<Arrow>> in = new ArrayList<>();
    private int count;

    /** @param live all that counts as a provider, the members among it */
    Arrows(SortedMap<ExtensionId, ExtensionManifest> members, Resolver live) {
        this.members = List.copyOf(members.values());
        for (ExtensionManifest member : this.members) {
            places.put(member.id(), places.size());
            out.add(new ArrayList<>());
            in.add(new ArrayList<>());
        }
        for (int from = 0; from < size(); from++) {
            SortedMap<Integer, Weight> drawn = new TreeMap<>();
            for (Edge edge : member(from).dependencies()) {
                if (edge.type() != Edge.Type.PEER) {
                    draw(member(from), edge, live, drawn);
                }
            }
            drawn.remove(from);
            add(from, drawn);
        }
    }

    private void draw(ExtensionManifest from, Edge edge, Resolver live, Map<Integer, Weight> drawn) {
        switch (edge) {
            case PackageEdge to -> draw(to.target(), Weight.of(edge, true), drawn);
            case CapabilityEdge to -> {
                List<ExtensionManifest> providers = live.providers(from.id(), to);
                Weight weight = Weight.of(edge, providers.size() == to.min());
                providers.forEach(provider -> draw(provider.id(), weight, drawn));
            }
        }
    }

    private void draw(ExtensionId to, Weight weight, Map<Integer, Weight> drawn) {
        Integer place = places.get(to);
        if (place != null) {
            drawn.merge(place, weight, (one, other) -> one.compareTo(other) < 0 ? other : one);
        }
    }

    private void add(int from, Map<Integer, Weight> drawn) {
        List<Arrow> arrows = out.get(from);
        drawn.forEach((to, weight) -> arrows.add(new Arrow(count++, from, to, weight)));
        arrows.sort(HEAVIEST_FIRST);
        arrows.forEach(arrow -> in.get(arrow.to()).add(arrow));
    }

    /** Returns how many members there are; their places are in the order of their ids. */
    int size() {
        return members.size();
    }

    ExtensionManifest member(int place) {
        return members.get(place);
    }

    /** Returns how many arrows there are. */
    int count() {
        return count;
    }

    /** Returns the arrows to what a member needs, heaviest first. */
    List<Arrow> from(int place) {
        return out.get(place);
    }

    /** Returns the arrows from those who need a member. */
    List<Arrow> to(int place) {
        return in.get(place);
    }
}
