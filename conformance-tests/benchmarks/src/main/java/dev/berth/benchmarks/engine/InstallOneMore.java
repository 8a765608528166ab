/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks.engine;

import dev.berth.host.HostRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Installing one more extension beside 10, 100 and 1,000 that are there and active: the median of twenty, and how it grows with N
 * (the exponent is 0 if it does not, 1 if it doubles when N does). Arguments: other numbers.
 */
public final class InstallOneMore {
    private static final int MORE = 20;
    private static final int WARM_UP = 30;

    private InstallOneMore() {}

    public static void main(String[] arguments) throws IOException {
        int[] sizes = arguments.length == 0
                ? new int[] {10, 100, 1_000}
                : Stream.of(arguments).mapToInt(Integer::parseInt).sorted().toArray();
        int largest = sizes[sizes.length - 1];
        Path folder = Files.createTempDirectory("berth-benchmark");
        List<Path> files = Many.write(folder.resolve("packages"), Math.max(largest, WARM_UP) + MORE);
        measure(folder.resolve("warm-up"), files, WARM_UP);
        double first = 0;
        double last = 0;
        for (int size : sizes) {
            last = measure(folder.resolve("home-" + size), files, size);
            first = first == 0 ? last : first;
            System.out.printf(Locale.ROOT, "%5d there: one more in %8.2f ms%n", size, last);
        }
        if (sizes.length > 1) {
            System.out.printf(
                    Locale.ROOT,
                    "growth exponent from %d to %d: %.2f%n",
                    sizes[0],
                    largest,
                    Math.log(last / first) / Math.log((double) largest / sizes[0]));
        }
    }

    private static double measure(Path home, List<Path> files, int size) {
        try (HostRuntime host = HostRuntime.builder().home(home).build().start()) {
            files.subList(0, size).forEach(host::install);
            long[] nanos = new long[MORE];
            for (int i = 0; i < MORE; i++) {
                long start = System.nanoTime();
                host.install(files.get(size + i));
                nanos[i] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            return nanos[MORE / 2] / 1e6;
        }
    }
}
