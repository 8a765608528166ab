/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import dev.berth.host.resolve.Arrows.Arrow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds who is on a cycle of hard edges (MAN-149). Judged before anything is ordered: who is on two is on both. */
final class HardCycles {
    private final List<List<Arrow>> from = new ArrayList<>();
    private final List<List<Arrow>> to = new ArrayList<>();
    private final int size;
    private final boolean[] aside;
    private final int[] seenBy;
    private final @Nullable Arrow[] reachedBy;

    HardCycles(Arrows arrows) {
        size = arrows.size();
        for (int place = 0; place < size; place++) {
            from.add(hard(arrows.from(place)));
            to.add(hard(arrows.to(place)));
        }
        aside = new boolean[size];
        seenBy = new int[size];
        reachedBy = new Arrow[size];
    }

    /** Returns a cycle through each member that is on one; those that share it get the same. */
    SortedMap<Integer, List<Arrow>> all() {
        setAside();
        SortedMap<Integer, List<Arrow>> cycles = new TreeMap<>();
        for (int place = 0; place < size; place++) {
            if (!aside[place] && !cycles.containsKey(place)) {
                through(place).ifPresent(cycle -> cycle.forEach(arrow -> cycles.putIfAbsent(arrow.from(), cycle)));
            }
        }
        return cycles;
    }

    private static List<Arrow> hard(List<Arrow> all) {
        return all.stream().filter(arrow -> arrow.weight() == Weight.HARD).toList();
    }

    /** Sets aside, again and again, those that need nobody who is left, and those whom nobody who is left needs. */
    private void setAside() {
        int[] needs = new int[size];
        int[] neededBy = new int[size];
        Deque<Integer> free = new ArrayDeque<>();
        for (int place = 0; place < size; place++) {
            needs[place] = from.get(place).size();
            neededBy[place] = to.get(place).size();
            if (needs[place] == 0 || neededBy[place] == 0) {
                free.add(place);
            }
        }
        while (!free.isEmpty()) {
            int next = free.removeFirst();
            if (!aside[next]) {
                aside[next] = true;
                for (Arrow arrow : to.get(next)) {
                    if (--needs[arrow.from()] == 0) {
                        free.addLast(arrow.from());
                    }
                }
                for (Arrow arrow : from.get(next)) {
                    if (--neededBy[arrow.to()] == 0) {
                        free.addLast(arrow.to());
                    }
                }
            }
        }
    }

    /** Searches in breadth, so that the cycle is a shortest one. */
    private Optional<List<Arrow>> through(int start) {
        int stamp = start + 1;
        Deque<Integer> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty() && seenBy[start] != stamp) {
            for (Arrow arrow : from.get(queue.removeFirst())) {
                if (!aside[arrow.to()] && seenBy[arrow.to()] != stamp) {
                    seenBy[arrow.to()] = stamp;
                    reachedBy[arrow.to()] = arrow;
                    queue.addLast(arrow.to());
                }
            }
        }
        return seenBy[start] == stamp ? Optional.of(back(start)) : Optional.empty();
    }

    private List<Arrow> back(int start) {
        List<Arrow> cycle = new ArrayList<>();
        int at = start;
        do {
            Arrow arrow = Objects.requireNonNull(reachedBy[at]);
            cycle.add(arrow);
            at = arrow.from();
        } while (at != start);
        Collections.reverse(cycle);
        return List.copyOf(cycle);
    }
}
