/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks.engine;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.HostRuntime;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Origin;
import dev.berth.host.lifecycle.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The swap of an extension on which no code is wired, and of one with 5, 20 and 50 dependents that come again beside their old
 * copies: the median, and what it is for each member, of a host that has done it often and of the first twenty. Nobody calls meanwhile, so that only the work of the host is measured.
 * Arguments: other numbers of dependents.
 */
public final class Swaps {
    private static final int FIRST = 20;
    private static final int WARM_UP = 200;
    private static final int ROUNDS = 260;
    private static final String API = "acme.facade.api.Facade";
    private static final By WHO = new By("system:benchmark", "embedded");

    private Swaps() {}

    public static void main(String[] arguments) throws IOException {
        int[] sizes = arguments.length == 0
                ? new int[] {0, 5, 20, 50}
                : Stream.of(arguments).mapToInt(Integer::parseInt).toArray();
        Path folder = Files.createTempDirectory("berth-benchmark");
        for (int dependents : sizes) {
            long[] nanos = measure(folder.resolve(Integer.toString(dependents)), dependents);
            double first = median(nanos, 0, FIRST);
            double warm = median(nanos, WARM_UP, nanos.length);
            System.out.printf(
                    Locale.ROOT,
                    "%3d dependents: p50 %7.2f ms, %6.2f ms a member; of the first %d %7.2f ms, %6.2f ms a member%n",
                    dependents,
                    warm,
                    warm / (dependents + 1),
                    FIRST,
                    first,
                    first / (dependents + 1));
        }
    }

    private static long[] measure(Path folder, int dependents) throws IOException {
        Path packages = Files.createDirectories(folder.resolve("packages"));
        ExtensionPackage facade = facade("1.0.0");
        try (HostRuntime host =
                HostRuntime.builder().home(folder.resolve("home")).build().start()) {
            host.install(facade.writeTo(packages));
            for (int number = 0; number < dependents; number++) {
                host.install(dependent(number, facade).writeTo(packages));
            }
            Path next = facade("1.1.0").writeTo(packages);
            Command.Source source = new Command.Source(
                    next,
                    new Origin.File("next"),
                    "next",
                    new Command.GrantChoice.All(),
                    Set.of(Command.Consent.UNSIGNED));
            host.apply(new Command.Update(source), Optional.empty(), WHO);
            long[] nanos = new long[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                host.apply(new Command.Rollback(facade.id()), Optional.empty(), WHO);
                nanos[round] = System.nanoTime() - start;
            }
            return nanos;
        }
    }

    private static double median(long[] nanos, int from, int to) {
        long[] some = Arrays.copyOfRange(nanos, from, to);
        Arrays.sort(some);
        return some[some.length / 2] / 1e6;
    }

    private static ExtensionPackage facade(String version) {
        return ExtensionPackage.connector("@acme/facade-connector", version)
                .ports("mcp")
                .entry(
                        "acme.facade.Entry",
                        EntrySource.of("acme.facade.Entry")
                                .tool("facade", API + ".text()")
                                .text())
                .source(
                        API,
                        "package acme.facade.api; public class Facade { public static String text() { return \""
                                + version + "\"; } }")
                .header("Export-Package", "acme.facade.api");
    }

    private static ExtensionPackage dependent(int number, ExtensionPackage facade) {
        String entry = "acme.d" + number + ".Entry";
        return ExtensionPackage.connector("@acme/d%03d-connector".formatted(number), "1.0.0")
                .ports("mcp")
                .entry(
                        entry,
                        EntrySource.of(entry)
                                .tool("d" + number, API + ".text()")
                                .text())
                .against(facade)
                .requires("@acme/facade-connector", "^1")
                .imports("acme.facade.api");
    }
}
