/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks.engine;

import dev.berth.host.HostRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The start of Berth with N extensions beside that of plain Felix with the same bundles: time from the start of the JVM, and memory
 * for each extension. Each start is a process of its own, in turns. Plain Felix is cold when it installs the bundles, and warm when
 * its cache has them; Berth believes no cache, so it is always cold in this sense. Arguments: the numbers of extensions, {@code 10 100
 * 1000} without.
 */
public final class BootBeside {
    private static final int ROUNDS = 5;

    private BootBeside() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int[] sizes = arguments.length == 0
                ? new int[] {10, 100, 1_000}
                : Stream.of(arguments).mapToInt(Integer::parseInt).toArray();
        Path folder = Files.createTempDirectory("berth-benchmark");
        Measured none = measure(folder.resolve("0"), 0);
        System.out.printf(
                Locale.ROOT,
                "%5s %10s %10s %10s %10s %10s %14s %14s%n",
                "",
                "Berth",
                "Felix cold",
                "ratio",
                "Felix warm",
                "ratio",
                "Berth each",
                "Felix each");
        for (int size : sizes) {
            Measured some = measure(folder.resolve(Integer.toString(size)), size);
            System.out.printf(
                    Locale.ROOT,
                    "%5d %7d ms %7d ms %10.2f %7d ms %10.2f %11.1f KB %11.1f KB%n",
                    size,
                    some.millis(some.berth),
                    some.millis(some.cold),
                    (double) some.millis(some.berth) / some.millis(some.cold),
                    some.millis(some.warm),
                    (double) some.millis(some.berth) / some.millis(some.warm),
                    (double) (some.kilobytes(some.berth) - none.kilobytes(none.berth)) / size,
                    (double) (some.kilobytes(some.warm) - none.kilobytes(none.warm)) / size);
        }
    }

    private record Measured(List<Started> berth, List<Started> cold, List<Started> warm) {
        Measured() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        long millis(List<Started> starts) {
            return median(starts, Started::millis);
        }

        long kilobytes(List<Started> starts) {
            return median(starts, Started::kilobytes);
        }

        private static long median(List<Started> starts, ToLongFunction<Started> what) {
            return LongStream.of(starts.stream().mapToLong(what).toArray())
                    .sorted()
                    .skip(starts.size() / 2)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Measured measure(Path folder, int size) throws IOException, InterruptedException {
        Path packages = folder.resolve("packages");
        Path home = folder.resolve("home");
        List<Path> files = Many.write(packages, size);
        try (HostRuntime host = HostRuntime.builder().home(home).build().start()) {
            files.forEach(host::install);
        }
        Measured measured = new Measured();
        for (int round = 0; round < ROUNDS; round++) {
            Path cache = folder.resolve("cache-" + round);
            measured.berth.add(Started.berth(home));
            measured.cold.add(Started.felix(cache, packages));
            measured.warm.add(Started.felix(cache, packages));
        }
        return measured;
    }
}
