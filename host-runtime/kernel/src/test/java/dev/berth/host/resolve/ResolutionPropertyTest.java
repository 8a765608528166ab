/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.host.resolve.ClosureReport.Gap;
import dev.berth.host.resolve.SlowModel.Pair;
import dev.berth.manifest.Edge;
import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The resolver against {@link SlowModel}, over thousands of random sets: first all small sizes, where faults are readable. */
class ResolutionPropertyTest {
    private static final int SETS_A_SIZE = 400;

    static IntStream sizes() {
        return IntStream.concat(IntStream.rangeClosed(1, 8), IntStream.of(14, 25));
    }

    private interface Case {
        void run(RandomSets random, List<ExtensionManifest> set);
    }

    private static void each(int size, Case check) {
        int sets = size > 10 ? SETS_A_SIZE / 4 : SETS_A_SIZE;
        for (int seed = 0; seed < sets; seed++) {
            RandomSets random = new RandomSets(1_000L * size + seed);
            List<ExtensionManifest> set = random.set(size, random.upTo(3));
            try {
                check.run(random, set);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("size " + size + ", seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    @ParameterizedTest(name = "{0} members")
    @MethodSource("sizes")
    @DisplayName("MAN-135 to MAN-138, MAN-142, MAN-146: the same edges are met, whoever runs")
    void sameVerdicts(int size) {
        each(size, (random, set) -> {
            Set<ExtensionId> idle = new TreeSet<>();
            set.forEach(one -> {
                if (random.oneIn(4)) {
                    idle.add(one.id());
                }
            });
            SlowModel model = new SlowModel(set);
            Resolver resolver = Resolver.of(set).whereIdle(idle);
            for (ExtensionManifest one : set) {
                List<Edge> unmet = one.dependencies().stream()
                        .filter(edge -> edge.isBlocking() && !model.isMet(one, edge, idle))
                        .toList();
                assertThat(resolver.unmetEdges(one)).isEqualTo(unmet);
                assertThat(resolver.unmet(one)).hasSameSizeAs(unmet);
                one.dependencies()
                        .forEach(edge -> assertThat(resolver.isMet(one, edge)).isEqualTo(model.isMet(one, edge, idle)));
            }
        });
    }

    @ParameterizedTest(name = "{0} members")
    @MethodSource("sizes")
    @DisplayName("MAN-141: the closure lists what is missing anywhere below, each gap once")
    void sameClosure(int size) {
        each(size, (random, set) -> {
            SlowModel model = new SlowModel(set);
            Resolver resolver = Resolver.of(set);
            for (ExtensionManifest root : set) {
                Set<Gap> required = new HashSet<>();
                Set<Gap> optional = new HashSet<>();
                Set<Gap> peer = new HashSet<>();
                Set<Gap> violated = new HashSet<>();
                for (ExtensionId id : model.needed(root)) {
                    ExtensionManifest one = model.find(id).orElseThrow();
                    for (Edge edge : one.dependencies()) {
                        Optional<ExtensionManifest> target =
                                edge instanceof PackageEdge to ? model.find(to.target()) : Optional.empty();
                        boolean there =
                                edge instanceof PackageEdge ? target.isPresent() : model.isMet(one, edge, Set.of());
                        Gap gap = new Gap(one, edge);
                        if (!there) {
                            (edge.type() == Edge.Type.PEER ? peer : edge.required() ? required : optional).add(gap);
                        } else if (edge.isBlocking()
                                && edge instanceof PackageEdge to
                                && !to.constraint().fits(target.orElseThrow().version())) {
                            violated.add(gap);
                        }
                    }
                }
                ClosureReport report = resolver.closure(root);
                assertThat(report.missingRequired()).containsExactlyInAnyOrderElementsOf(required);
                assertThat(report.missingOptional()).containsExactlyInAnyOrderElementsOf(optional);
                assertThat(report.missingPeer()).containsExactlyInAnyOrderElementsOf(peer);
                assertThat(report.rangeViolations()).containsExactlyInAnyOrderElementsOf(violated);
                assertThat(report.ok()).isEqualTo(required.isEmpty());
            }
        });
    }

    @ParameterizedTest(name = "{0} members")
    @MethodSource("sizes")
    @DisplayName("MAN-147 to MAN-150: the same are refused; the rest come by need, then id, but for the edges reported")
    void sameOrder(int size) {
        each(size, (random, set) -> {
            SlowModel model = new SlowModel(set);
            ActivationOrder order = ActivationOrder.of(set);
            Set<ExtensionId> refused = model.onHardCycle();
            List<ExtensionId> ready = new ArrayList<>();
            order.resolutions().forEach(resolution -> {
                switch (resolution) {
                    case Resolution.Ready one -> ready.add(one.manifest().id());
                    case Resolution.Cyclic one -> {
                        assertThat(refused).contains(one.manifest().id());
                        assertCycle(one, model.arrows());
                    }
                }
            });
            assertThat(ready.size() + refused.size()).isEqualTo(set.size());
            Map<Pair, Weight> left = new HashMap<>(model.arrows());
            left.keySet().removeIf(pair -> refused.contains(pair.from()) || refused.contains(pair.to()));
            order.warnings().forEach(warning -> cut(warning, left));
            assertThat(ready).isEqualTo(model.order(left.keySet()));
        });
    }

    /** Each member of it requires the next, and the refused one is a member. */
    private static void assertCycle(Resolution.Cyclic refused, Map<Pair, Weight> arrows) {
        List<ExtensionId> cycle = refused.cycle();
        assertThat(cycle).contains(refused.manifest().id()).doesNotHaveDuplicates();
        for (int i = 0; i < cycle.size(); i++) {
            Pair step = new Pair(cycle.get(i), cycle.get((i + 1) % cycle.size()));
            assertThat(arrows.get(step)).isEqualTo(Weight.HARD);
        }
    }

    /** An edge may be given up only where a circle of what is left has none that is lighter. */
    private static void cut(Problem warning, Map<Pair, Weight> left) {
        assertThat(warning.code()).isEqualTo(ProblemCode.REQUIREMENT_CYCLE_BROKEN);
        Pair ignored = new Pair(
                ExtensionId.of(warning.subject()),
                ExtensionId.of(warning.facts().string("ignored").orElseThrow()));
        Weight weight = left.get(ignored);
        assertThat(weight).isNotNull().isNotEqualTo(Weight.HARD);
        assertThat(SlowModel.closure(SlowModel.atLeast(left, weight)))
                .as("a way back that is as heavy as %s", ignored)
                .contains(new Pair(ignored.to(), ignored.from()));
        left.remove(ignored);
    }

    @ParameterizedTest(name = "{0} members")
    @MethodSource("sizes")
    @DisplayName("I9: however the input is shuffled, order, warnings and problems are the same")
    void deterministic(int size) {
        each(size, (random, set) -> {
            List<ExtensionManifest> shuffled = new ArrayList<>(set);
            Collections.shuffle(shuffled, random.random());
            assertThat(ActivationOrder.of(shuffled)).isEqualTo(ActivationOrder.of(set));
            for (ExtensionManifest one : set) {
                assertThat(Resolver.of(shuffled).unmet(one))
                        .isEqualTo(Resolver.of(set).unmet(one));
            }
        });
    }
}
