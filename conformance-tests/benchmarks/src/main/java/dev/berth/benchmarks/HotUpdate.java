/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks;

import dev.berth.host.HostRuntime;
import dev.berth.host.audit.By;
import dev.berth.host.extension.Origin;
import dev.berth.host.lifecycle.Command;
import dev.berth.host.live.Caller;
import dev.berth.sdk.problem.ProblemException;
import dev.berth.sdk.value.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A hot update of an extension that is in use, against the other way to get a new version: stop the program and start it again.
 * Arguments: two package files of one extension, with the tool {@code hello_greet}.
 */
public final class HotUpdate {
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 40;
    private static final int CALLERS = 4;
    private static final By WHO = new By("system:benchmark", "embedded");
    private static final Caller CALLER = Caller.user("benchmark", "default");

    private final List<Path> versions;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    private HotUpdate(List<Path> versions) {
        this.versions = versions;
    }

    public static void main(String[] arguments) throws Exception {
        new HotUpdate(List.of(Path.of(arguments[0]), Path.of(arguments[1]))).run();
    }

    private void run() throws Exception {
        Path home = Files.createTempDirectory("berth-benchmark");
        List<Long> updates = new ArrayList<>();
        try (HostRuntime host = HostRuntime.builder().home(home).build().start()) {
            host.install(versions.get(0));
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(Thread.ofPlatform().start(() -> call(host)));
            }
            for (int round = 1; round <= WARM_UP + ROUNDS; round++) {
                long start = System.nanoTime();
                update(host, versions.get(round % 2));
                if (round > WARM_UP) {
                    updates.add(System.nanoTime() - start);
                }
            }
            over.set(true);
            for (Thread caller : callers) {
                caller.join();
            }
        }
        List<Long> restarts = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            HostRuntime.builder().home(home).build().start().close();
            restarts.add(System.nanoTime() - start);
        }
        double update = median(updates);
        double restart = median(restarts);
        System.out.printf("hot update       %8.1f ms (median of %d)%n", update, ROUNDS);
        System.out.printf("restart in place %8.1f ms (median of %d, the JVM warm)%n", restart, restarts.size());
        System.out.printf("ratio            %8.2f%n", restart / update);
        System.out.printf("calls meanwhile  %8d, failed %d%n", calls.get(), failed.get());
    }

    private void call(HostRuntime host) {
        while (!over.get()) {
            try {
                host.callTool("hello_greet", JsonObject.of("name", "Ada"), CALLER);
            } catch (ProblemException e) {
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

    private static void update(HostRuntime host, Path file) {
        String name = String.valueOf(file.getFileName());
        host.apply(
                new Command.Update(
                        new Command.Source(file, new Origin.File(name), name, new Command.GrantChoice.All(), true)),
                Optional.empty(),
                WHO);
    }

    private static double median(List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get(sorted.size() / 2) / 1e6;
    }
}
