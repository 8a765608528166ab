/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.fake.Manifests;
import dev.berth.manifest.Edge;
import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationOrderPropertyTest {
    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static List<ExtensionManifest> graph(Random random, int nodes, double edges) {
        List<ExtensionManifest> set = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            Manifests node = Manifests.of("@acme/n" + i + "-connector", "1.0.0");
            for (int j = 0; j < nodes; j++) {
                if (i != j && random.nextDouble() < edges) {
                    Edge.Type type = Edge.Type.values()[random.nextInt(3)];
                    node.edge("@acme/n" + j + "-connector", "*", type, random.nextInt(3) > 0);
                }
            }
            if (random.nextInt(4) == 0) {
                node.provides("c" + random.nextInt(3), "1.0.0");
            } else if (random.nextInt(4) == 0) {
                node.capability("c" + random.nextInt(3), "^1", 1 + random.nextInt(2));
            }
            set.add(node.make());
        }
        return set;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("I9: the same set in any order gives the same order and the same warnings")
    void sameInputSameOutput(long seed) {
        Random random = new Random(seed);
        List<ExtensionManifest> set = graph(random, 2 + random.nextInt(14), 0.15);
        ActivationOrder first = ActivationOrder.of(set);
        List<ExtensionManifest> shuffled = new ArrayList<>(set);
        Collections.shuffle(shuffled, random);
        assertThat(ActivationOrder.of(shuffled)).isEqualTo(first);
        assertThat(first.resolutions()).hasSameSizeAs(set);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName(
            "MAN-147: the order respects every package edge but those reported as broken, and none is broken off a cycle")
    void respectsEdges(long seed) {
        Random random = new Random(seed);
        List<ExtensionManifest> set = graph(random, 2 + random.nextInt(14), 0.12);
        ActivationOrder order = ActivationOrder.of(set);
        Map<ExtensionId, Integer> place = new HashMap<>();
        order.resolutions().forEach(resolution -> {
            if (resolution instanceof Resolution.Ready ready) {
                place.put(ready.manifest().id(), place.size());
            }
        });
        Set<String> broken = new HashSet<>();
        order.warnings().forEach(problem -> broken.add(problem.summary().split(",", 2)[0]));
        for (ExtensionManifest manifest : set) {
            for (Edge edge : manifest.dependencies()) {
                if (edge instanceof PackageEdge to
                        && to.type() != Edge.Type.PEER
                        && place.containsKey(to.target())
                        && place.containsKey(manifest.id())
                        && !broken.contains(manifest.id() + " was ordered without its edge to " + to.target())) {
                    assertThat(place.get(to.target())).isLessThan(place.get(manifest.id()));
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName(
            "I7, MAN-149: exactly those on a cycle of hard edges are refused; the others keep their order without them")
    void othersAreUnaffected(long seed) {
        Random random = new Random(seed);
        List<ExtensionManifest> set = new ArrayList<>();
        int nodes = 2 + random.nextInt(10);
        for (int i = 0; i < nodes; i++) {
            Manifests node = Manifests.of("@acme/n" + i + "-connector", "1.0.0");
            for (int j = 0; j < nodes; j++) {
                if (i != j && random.nextDouble() < 0.14) {
                    node.needs("@acme/n" + j + "-connector", "*");
                }
            }
            set.add(node.make());
        }
        Set<ExtensionId> onACycle = onACycle(set);
        ActivationOrder order = ActivationOrder.of(set);
        Set<ExtensionId> refused = new HashSet<>();
        order.resolutions().stream()
                .filter(Resolution.Cyclic.class::isInstance)
                .forEach(resolution -> refused.add(resolution.manifest().id()));
        assertThat(refused).isEqualTo(onACycle);
        assertThat(order.warnings()).isEmpty();
    }

    private static Set<ExtensionId> onACycle(List<ExtensionManifest> set) {
        Map<ExtensionId, List<ExtensionId>> out = new HashMap<>();
        set.forEach(manifest -> out.put(
                manifest.id(),
                manifest.dependencies().stream()
                        .map(edge -> ((PackageEdge) edge).target())
                        .toList()));
        Set<ExtensionId> found = new HashSet<>();
        for (ExtensionId start : out.keySet()) {
            Deque<ExtensionId> left = new ArrayDeque<>(Objects.requireNonNull(out.get(start)));
            Set<ExtensionId> seen = new HashSet<>();
            while (!left.isEmpty()) {
                ExtensionId next = left.pop();
                if (seen.add(next)) {
                    left.addAll(Objects.requireNonNull(out.get(next)));
                }
            }
            if (seen.contains(start)) {
                found.add(start);
            }
        }
        return found;
    }

    @Test
    @DisplayName("MAN-141: 1,000 nodes, a long chain and a dense cyclic knot come to an end")
    void large() {
        assertThat(ActivationOrder.of(graph(new Random(5), 1_000, 0.004)).resolutions())
                .hasSize(1_000);
        List<ExtensionManifest> chain = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            chain.add(Manifests.of("@acme/n" + i + "-connector", "1.0.0")
                    .needs("@acme/n" + (i + 1) + "-connector", "*")
                    .make());
        }
        ActivationOrder order = ActivationOrder.of(chain);
        assertThat(order.resolutions().get(0).manifest().id().value()).isEqualTo("@acme/n999-connector");
        assertThat(order.resolutions()).allMatch(Resolution.Ready.class::isInstance);
        assertThat(ActivationOrder.of(graph(new Random(6), 100, 0.3)).resolutions())
                .hasSize(100);
    }
}
