/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import dev.berth.host.resolve.Arrows.Arrow;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Function;

/** Takes the members of a set one by one, each when all it needs is taken, the smallest first (MAN-147). */
final class Walk {
    private final Arrows arrows;
    private final boolean[] taken;
    private final boolean[] cut;
    private final int[] needs;
    private final int[] seenIn;
    private final PriorityQueue<Integer> free = new PriorityQueue<>();
    private int left;
    private int first;
    private int searches;

    /**
     * Prepares a walk.
     *
     * @param refused members that are not taken and that nobody waits for
     * @param ignored arrows that nobody waits for, by their numbers
     */
    Walk(Arrows arrows, Set<Integer> refused, boolean[] ignored) {
        this.arrows = arrows;
        left = arrows.size() - refused.size();
        taken = new boolean[arrows.size()];
        refused.forEach(place -> taken[place] = true);
        cut = ignored.clone();
        needs = new int[arrows.size()];
        seenIn = new int[arrows.size()];
        for (int place = 0; place < arrows.size(); place++) {
            for (Arrow arrow : arrows.from(place)) {
                cut[arrow.number()] |= taken[arrow.to()];
                needs[place] += cut[arrow.number()] ? 0 : 1;
            }
            if (needs[place] == 0 && !taken[place]) {
                free.add(place);
            }
        }
    }

    /**
     * Takes all and returns them in order.
     *
     * @param opener told of a circle whenever nobody can be taken; names the arrow of it that nobody waits for any more
     */
    List<Integer> takeAll(Function<List<Arrow>, Arrow> opener) {
        List<Integer> order = new ArrayList<>(left);
        while (order.size() < left) {
            if (free.isEmpty()) {
                cut(opener.apply(circle()));
            } else {
                int next = free.remove();
                taken[next] = true;
                order.add(next);
                arrows.to(next).forEach(this::cut);
            }
        }
        return order;
    }

    private void cut(Arrow arrow) {
        if (!cut[arrow.number()]) {
            cut[arrow.number()] = true;
            if (--needs[arrow.from()] == 0 && !taken[arrow.from()]) {
                free.add(arrow.from());
            }
        }
    }

    /** Follows the heaviest arrows until a member comes again; where nobody is free there is always such a circle. */
    private List<Arrow> circle() {
        while (taken[first]) {
            first++;
        }
        searches++;
        List<Arrow> path = new ArrayList<>();
        int at = first;
        while (seenIn[at] != searches) {
            seenIn[at] = searches;
            Arrow next = heaviest(at);
            path.add(next);
            at = next.to();
        }
        int start = 0;
        while (path.get(start).from() != at) {
            start++;
        }
        return List.copyOf(path.subList(start, path.size()));
    }

    private Arrow heaviest(int place) {
        for (Arrow arrow : arrows.from(place)) {
            if (!cut[arrow.number()]) {
                return arrow;
            }
        }
        throw new IllegalStateException("A member that needs nobody is free");
    }
}
