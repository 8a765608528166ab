/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import dev.berth.host.resolve.ActivationOrder.Arrow;
import dev.berth.host.resolve.ActivationOrder.Weight;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds who is on a cycle of hard edges (MAN-149). Judged before anything is ordered: who is on two is on both. */
final class HardCycles {
    private final Map<ExtensionId, List<Arrow>> hard = new HashMap<>();

    /** @param out the arrows of each member */
    HardCycles(Map<ExtensionId, List<Arrow>> out) {
        out.forEach((id, arrows) -> hard.put(
                id,
                arrows.stream().filter(arrow -> arrow.weight() == Weight.HARD).toList()));
    }

    /** Returns a shortest cycle for each member that is on one. */
    SortedMap<ExtensionId, List<Arrow>> all() {
        Set<ExtensionId> suspects = suspects();
        SortedMap<ExtensionId, List<Arrow>> cycles = new TreeMap<>();
        suspects.forEach(id -> through(id, suspects).ifPresent(cycle -> cycles.put(id, cycle)));
        return cycles;
    }

    /** Sets aside, again and again, those that need nobody who is left; the rest is on a cycle or needs one that is. */
    private Set<ExtensionId> suspects() {
        Map<ExtensionId, Integer> needs = new HashMap<>();
        Map<ExtensionId, List<ExtensionId>> neededBy = new HashMap<>();
        Set<ExtensionId> left = new TreeSet<>();
        Deque<ExtensionId> free = new ArrayDeque<>();
        hard.forEach((id, arrows) -> {
            needs.put(id, arrows.size());
            left.add(id);
            for (Arrow arrow : arrows) {
                neededBy.computeIfAbsent(arrow.to(), key -> new ArrayList<>()).add(id);
                left.add(arrow.to());
            }
        });
        left.stream().filter(id -> needs.getOrDefault(id, 0) == 0).forEach(free::add);
        while (!free.isEmpty()) {
            ExtensionId next = free.removeFirst();
            left.remove(next);
            for (ExtensionId dependent : neededBy.getOrDefault(next, List.of())) {
                if (needs.merge(dependent, -1, Integer::sum) == 0) {
                    free.addLast(dependent);
                }
            }
        }
        return left;
    }

    private Optional<List<Arrow>> through(ExtensionId start, Set<ExtensionId> among) {
        Map<ExtensionId, Arrow> reachedBy = new HashMap<>();
        Deque<ExtensionId> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty() && !reachedBy.containsKey(start)) {
            for (Arrow arrow : hard.getOrDefault(queue.removeFirst(), List.of())) {
                if (among.contains(arrow.to()) && reachedBy.putIfAbsent(arrow.to(), arrow) == null) {
                    queue.addLast(arrow.to());
                }
            }
        }
        if (!reachedBy.containsKey(start)) {
            return Optional.empty();
        }
        Deque<Arrow> cycle = new ArrayDeque<>();
        ExtensionId at = start;
        do {
            Arrow arrow = Objects.requireNonNull(reachedBy.get(at));
            cycle.addFirst(arrow);
            at = arrow.from();
        } while (!at.equals(start));
        return Optional.of(List.copyOf(cycle));
    }
}
