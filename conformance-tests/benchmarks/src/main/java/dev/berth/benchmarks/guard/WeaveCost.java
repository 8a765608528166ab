/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks.guard;

import dev.berth.host.felix.weave.Weaver;
import dev.berth.host.felix.weave.Woven;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Weaves the libraries whose JARs are named, in turns, and prints for each how many classes change and the seconds per megabyte of class
 * files: of the first round, in a JVM that has woven nothing yet, and the median of the others.
 */
public final class WeaveCost {
    private static final int ROUNDS = 11;
    private static final double MEGABYTE = 1 << 20;

    private WeaveCost() {}

    public static void main(String[] arguments) throws IOException {
        for (String jar : arguments) {
            List<byte[]> classes = classes(Path.of(jar));
            double size = classes.stream().mapToInt(bytes -> bytes.length).sum() / MEGABYTE;
            double[] rounds = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                rounds[i] = seconds(classes);
            }
            long changed = classes.stream()
                    .map(Weaver::weave)
                    .filter(Woven.Rewritten.class::isInstance)
                    .count();
            double first = rounds[0];
            Arrays.sort(rounds);
            System.out.printf(
                    "%-40s %5d classes, %4d change, %5.2f MB  %.3f s/MB at first, %.3f s/MB warm%n",
                    Path.of(jar).getFileName(), classes.size(), changed, size, first / size, rounds[ROUNDS / 2] / size);
        }
    }

    private static double seconds(List<byte[]> classes) {
        long begin = System.nanoTime();
        classes.forEach(Weaver::weave);
        return (System.nanoTime() - begin) / 1e9;
    }

    private static List<byte[]> classes(Path jar) throws IOException {
        List<byte[]> classes = new ArrayList<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (entry.getName().endsWith(".class")) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        classes.add(in.readAllBytes());
                    }
                }
            }
        }
        return classes;
    }
}
