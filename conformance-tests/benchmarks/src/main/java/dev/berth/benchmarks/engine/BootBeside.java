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
 * for each extension more than in the line before. Each start is a process of its own, in turns. Cold is the first start: plain Felix
 * installs the bundles into an empty cache, and nobody has an archive of classes. Warm is every other: plain Felix finds its cache, and
 * both find the archive of classes that the first left, as the {@code berth} script has it. Berth hashes and judges every package at each
 * start and believes no cache of bundles. Arguments: the numbers of extensions, {@code 10 100 1000} without.
 */
public final class BootBeside {
    private static final int ROUNDS = 5;

    private BootBeside() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int[] sizes = arguments.length == 0
                ? new int[] {10, 100, 1_000}
                : Stream.of(arguments).mapToInt(Integer::parseInt).sorted().toArray();
        Path folder = Files.createTempDirectory("berth-benchmark");
        Measured before = measure(folder.resolve("0"), 0);
        System.out.println(
                "           cold: Berth      Felix  ratio   warm: Berth  of cold Felix      Felix   memory each: Berth   Felix");
        for (int size : sizes) {
            Measured some = measure(folder.resolve(Integer.toString(size)), size);
            System.out.printf(
                    Locale.ROOT,
                    "%8d %8d ms %7d ms %6.2f   %8d ms %14.2f %7d ms %15.1f KB %4.1f KB%n",
                    size,
                    some.millis(some.cold),
                    some.millis(some.felixCold),
                    (double) some.millis(some.cold) / some.millis(some.felixCold),
                    some.millis(some.warm),
                    (double) some.millis(some.warm) / some.millis(some.felixCold),
                    some.millis(some.felixWarm),
                    (double) (some.kilobytes(some.cold) - before.kilobytes(before.cold)) / (size - before.size),
                    (double) (some.kilobytes(some.felixCold) - before.kilobytes(before.felixCold))
                            / (size - before.size));
            before = some;
        }
    }

    private record Measured(
            int size, List<Started> cold, List<Started> warm, List<Started> felixCold, List<Started> felixWarm) {
        Measured(int size) {
            this(size, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
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
        Path kept = folder.resolve("kept");
        List<String> ofBerth = archive(folder.resolve("berth.jsa"));
        List<String> ofFelix = archive(folder.resolve("felix.jsa"));
        Started.berth(ofBerth, home);
        Started.felix(ofFelix, kept, packages);
        Measured measured = new Measured(size);
        for (int round = 0; round < ROUNDS; round++) {
            measured.cold.add(Started.berth(List.of(), home));
            measured.felixCold.add(Started.felix(List.of(), folder.resolve("cache-" + round), packages));
            measured.warm.add(Started.berth(ofBerth, home));
            measured.felixWarm.add(Started.felix(ofFelix, kept, packages));
        }
        return measured;
    }

    /** The first who starts with these writes it. */
    private static List<String> archive(Path file) {
        return List.of(
                "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + file, "-Xlog:disable", "-Xlog:cds=off");
    }
}
