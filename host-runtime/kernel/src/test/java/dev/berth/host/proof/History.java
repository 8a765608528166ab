/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * What is done to one host, from its first step to its last. The same seed gives the same.
 *
 * @param several the host serves several organisations
 */
record History(long seed, Graph graph, boolean several, List<Step> steps) {
    private static final int NODES = 5;
    private static final int STEPS = 22;

    /** Draws one: most is brought in first, so that it begins with something that runs. */
    static History random(long seed, boolean slow) {
        Random random = new Random(seed);
        Graph graph = Graph.random(random, NODES);
        boolean several = random.nextInt(3) == 0;
        List<Step> steps = new ArrayList<>();
        for (int node = 0; node < 2 * NODES; node++) {
            steps.add(new Step(steps.size(), Deed.INSTALL, node % NODES, Fault.NONE, Trouble.NONE, true));
        }
        while (steps.size() < 2 * NODES + STEPS) {
            Deed deed = Deed.random(random);
            steps.add(new Step(
                    steps.size(),
                    deed,
                    random.nextInt(NODES),
                    fault(random, deed, slow),
                    trouble(random),
                    random.nextInt(3) > 0));
        }
        return new History(seed, graph, several, List.copyOf(steps));
    }

    /** Draws one in which the host is not stopped and nothing around it fails, to be watched from other threads. */
    static History calm(long seed) {
        History drawn = random(seed, false);
        return drawn.with(drawn.steps().stream()
                .filter(step -> step.deed() != Deed.RESTART && step.deed() != Deed.DAMAGE)
                .map(step -> step.without(Trouble.NONE))
                .toList());
    }

    private static Fault fault(Random random, Deed deed, boolean slow) {
        boolean faulty = deed.brings() && random.nextInt(3) == 0;
        Fault drawn = Fault.values()[random.nextInt(Fault.values().length)];
        return faulty && (slow || !drawn.isSlow()) ? drawn : Fault.NONE;
    }

    private static Trouble trouble(Random random) {
        return random.nextInt(5) == 0 ? Trouble.values()[random.nextInt(Trouble.values().length)] : Trouble.NONE;
    }

    History with(List<Step> others) {
        return new History(seed, graph, several, List.copyOf(others));
    }

    @Override
    public String toString() {
        return "seed " + seed + (several ? ", several organisations" : "") + "\n" + graph + "\n"
                + steps.stream().map(Step::toString).collect(Collectors.joining("\n"));
    }
}
