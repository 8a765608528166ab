/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.ExtensionView;
import dev.berth.host.activation.Deadlines;
import dev.berth.host.fake.FakeHost;
import dev.berth.sdk.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One bad member of a random set, at boot: the others are as they would be without it. */
class NeighboursTest {
    private static final int NODES = 7;
    private static final int CASES = Math.max(1, Integer.getInteger("berth.cases", 150) / 15);
    private static final long SEED = Long.getLong("berth.seed", 0);

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "I7, LIFE-24, LIFE-42: all that do not reach a bad member activate, in the order they would without it")
    void othersActivate(Bad bad) {
        for (long seed = SEED; seed < SEED + (isSlow(bad) ? CASES / 5 + 1 : CASES); seed++) {
            Random random = new Random(seed);
            Graph graph = Graph.random(random, NODES);
            int spoiled = random.nextInt(NODES);
            List<Integer> with = booted(graph, spoiled, bad);
            List<Integer> without = booted(graph, -1, bad);
            Set<Integer> others = without.stream()
                    .filter(node -> node != spoiled && !graph.reaches(node, spoiled))
                    .collect(Collectors.toSet());
            assertThat(with.stream().filter(others::contains))
                    .as("seed %s, n%s is bad, %s", seed, spoiled, graph)
                    .containsExactlyElementsOf(
                            without.stream().filter(others::contains).toList());
            assertThat(with).as("seed %s, %s", seed, graph).doesNotContain(spoiled);
        }
    }

    private static boolean isSlow(Bad bad) {
        return bad == Bad.REGISTER_HANGS || bad == Bad.BOOTSTRAP_STUCK;
    }

    /** Starts a host on all that can be installed, one of it spoiled; returns what is active, in the order it registered. */
    private static List<Integer> booted(Graph graph, int spoiled, Bad bad) {
        List<Integer> registered = Collections.synchronizedList(new ArrayList<>());
        Duration hook = Duration.ofMillis(isSlow(bad) ? 400 : 30_000);
        Duration ample = Duration.ofSeconds(30);
        try (FakeHost host = new FakeHost(builder ->
                builder.deadlines(new Deadlines(hook, hook, hook, hook, ample, ample, ample, Duration.ofMillis(40))))) {
            for (int round = 0; round < 2 * NODES; round++) {
                install(host, graph, round % NODES, registered);
            }
            if (spoiled >= 0) {
                bad.on(host, Graph.id(spoiled));
            }
            registered.clear();
            host.restart();
            Set<Integer> active = host.runtime().extensions().stream()
                    .filter(view -> view.state().equals("ACTIVE"))
                    .map(ExtensionView::id)
                    .map(Graph::node)
                    .collect(Collectors.toSet());
            return registered.stream().filter(active::contains).toList();
        }
    }

    private static void install(FakeHost host, Graph graph, int node, List<Integer> registered) {
        graph.needs().get(node).forEach(need -> host.engine.wire(Graph.id(node), Graph.id(need.to())));
        host.engine.script(Graph.id(node) + " 1.0.0").onRegister(ctx -> registered.add(node));
        try {
            host.run(host.install(graph.manifest(node, "1.0.0")));
        } catch (ProblemException refused) {
            // It lacks what it requires; so it does on the other host.
        }
    }
}
