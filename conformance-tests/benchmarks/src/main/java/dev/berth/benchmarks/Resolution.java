/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks;

import dev.berth.host.resolve.ActivationOrder;
import dev.berth.host.resolve.Resolver;
import dev.berth.manifest.Edge;
import dev.berth.manifest.Edge.CapabilityEdge;
import dev.berth.manifest.Edge.Constraint;
import dev.berth.manifest.Edge.PackageEdge;
import dev.berth.manifest.ExtensionManifest;
import dev.berth.manifest.ExtensionManifest.Provides;
import dev.berth.manifest.Kind;
import dev.berth.manifest.SemVer;
import dev.berth.manifest.VersionRange;
import dev.berth.sdk.value.ExtensionId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Judges all edges of N extensions with three edges each, and orders them; prints the time and how it grows with N. In the layered
 * set edges lead to earlier extensions, as in life; in the tangled one they lead anywhere, so that nearly all are in one knot of
 * optional edges; in the knotted one all of that knot are required, so that nearly all are refused.
 */
public final class Resolution {
    private static final int[] SIZES = {10, 100, 1_000, 5_000};
    private static final int EDGES = 3;
    private static final int ROUNDS = 15;
    private static final int CAPABILITIES_EACH = 10;
    private static final VersionRange RANGE = VersionRange.dependency("^1").orElseThrow();

    private enum Shape {
        LAYERED,
        TANGLED,
        KNOTTED
    }

    private Resolution() {}

    public static void main(String[] arguments) {
        for (Shape shape : Shape.values()) {
            double before = 0;
            for (int size : SIZES) {
                List<ExtensionManifest> set = set(shape, size);
                double resolve = median(set, Resolution::resolve);
                double order = median(set, Resolution::order);
                double both = resolve + order;
                String growth = before == 0 ? "" : "  x%.1f for the step".formatted(both / before);
                System.out.printf(
                        "%-8s %5d extensions  resolve %8.2f ms  order %8.2f ms%s%n",
                        shape, size, resolve, order, growth);
                before = both;
            }
            List<ExtensionManifest> thousand = set(shape, 1_000);
            List<ExtensionManifest> five = set(shape, 5_000);
            double small = median(thousand, Resolution::resolve) + median(thousand, Resolution::order);
            double large = median(five, Resolution::resolve) + median(five, Resolution::order);
            System.out.printf(
                    "%-8s growth exponent from 1,000 to 5,000: %.2f%n", shape, Math.log(large / small) / Math.log(5));
        }
    }

    private static int resolve(List<ExtensionManifest> set) {
        Resolver resolver = Resolver.of(set);
        return set.stream().mapToInt(one -> resolver.unmet(one).size()).sum();
    }

    private static int order(List<ExtensionManifest> set) {
        ActivationOrder order = ActivationOrder.of(set);
        return order.resolutions().size() + order.warnings().size();
    }

    private static List<ExtensionManifest> set(Shape shape, int size) {
        Random random = new Random(size);
        List<ExtensionManifest> set = new ArrayList<>();
        for (int number = 0; number < size; number++) {
            List<Edge> edges = new ArrayList<>();
            for (int i = 0; i < EDGES && size > 1; i++) {
                int to = shape == Shape.LAYERED ? random.nextInt(Math.max(1, number)) : random.nextInt(size);
                if (to != number) {
                    edges.add(edge(shape, i, to));
                }
            }
            set.add(member(number, edges));
        }
        return set;
    }

    /** Of the edges of the layered set one in three is to a capability. */
    private static Edge edge(Shape shape, int i, int to) {
        if (shape == Shape.LAYERED && i == 0) {
            return new CapabilityEdge("c" + to / CAPABILITIES_EACH, RANGE, 1, Edge.Type.RUNTIME, false);
        }
        return new PackageEdge(
                id(to),
                Optional.of(Kind.CONNECTOR),
                Edge.Type.RUNTIME,
                shape != Shape.TANGLED,
                new Constraint.Range(RANGE));
    }

    private static ExtensionId id(int number) {
        return ExtensionId.of("@acme/n%05d-connector".formatted(number));
    }

    private static ExtensionManifest member(int number, List<Edge> edges) {
        SemVer version = SemVer.parse("1.2.0").orElseThrow();
        return new ExtensionManifest(
                id(number),
                version,
                Kind.CONNECTOR,
                "",
                Optional.empty(),
                Optional.empty(),
                VersionRange.open(),
                Set.of(),
                List.of(),
                List.of(new Provides("c" + number / CAPABILITIES_EACH, version)),
                List.of(),
                edges,
                false,
                "{}");
    }

    private static double median(List<ExtensionManifest> set, ToIntFunction<List<ExtensionManifest>> work) {
        long[] nanos = new long[ROUNDS];
        int sum = 0;
        for (int round = -ROUNDS; round < ROUNDS; round++) {
            long start = System.nanoTime();
            sum += work.applyAsInt(set);
            nanos[Math.floorMod(round, ROUNDS)] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return sum == -1 ? 0 : nanos[ROUNDS / 2] / 1e6;
    }
}
