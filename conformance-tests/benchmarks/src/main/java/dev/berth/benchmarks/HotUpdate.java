/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks;

import dev.berth.host.HostRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A hot update of a plugin that is in use, in Berth and in PF4J: how long it takes, and how many of the calls meanwhile fail. And
 * the other way to a new version: stop the host and start it again. Arguments: two package files of one extension, with the tool
 * {@code hello_greet}.
 */
public final class HotUpdate {
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 40;
    private static final int CALLERS = 4;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    private HotUpdate() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("berth-benchmark");
        Path home = folder.resolve("home");
        List<Path> versions = List.of(Path.of(arguments[0]), Path.of(arguments[1]));
        System.out.printf("%-8s %14s %8s %8s%n", "", "update median", "calls", "failed");
        double update = new HotUpdate().run(new BerthContestant(home, versions));
        new HotUpdate().run(new Pf4jContestant(folder));
        List<Long> restarts = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            HostRuntime.builder().home(home).build().start().close();
            restarts.add(System.nanoTime() - start);
        }
        System.out.printf(
                "restart of Berth in a warm JVM %.1f ms, %.1f times an update%n",
                median(restarts), median(restarts) / update);
    }

    private double run(Contestant contestant) throws Exception {
        List<Long> updates = new ArrayList<>();
        try (contestant) {
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(Thread.ofPlatform().start(() -> keepCalling(contestant)));
            }
            for (int round = 1; round <= WARM_UP + ROUNDS; round++) {
                long start = System.nanoTime();
                contestant.update(round % 2);
                if (round > WARM_UP) {
                    updates.add(System.nanoTime() - start);
                }
                Thread.sleep(Duration.ofMillis(20));
            }
            over.set(true);
            for (Thread caller : callers) {
                caller.join();
            }
        }
        System.out.printf("%-8s %11.1f ms %8d %8d%n", contestant.name(), median(updates), calls.get(), failed.get());
        return median(updates);
    }

    private void keepCalling(Contestant contestant) {
        while (!over.get()) {
            if (!answers(contestant)) {
                failed.incrementAndGet();
            }
            calls.incrementAndGet();
            try {
                Thread.sleep(Duration.ofMillis(1));
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Whatever a caller gets that is no greeting is a failed call: exceptions of any kind, and classes that are gone. */
    private static boolean answers(Contestant contestant) {
        try {
            return contestant.call();
        } catch (Exception | LinkageError e) {
            return false;
        }
    }

    private static double median(List<Long> nanos) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2) / 1e6;
    }
}
