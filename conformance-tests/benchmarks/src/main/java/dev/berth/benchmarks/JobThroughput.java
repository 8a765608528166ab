/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.HostRuntime;
import dev.berth.host.live.Caller;
import dev.berth.host.port.jobs.JobView;
import dev.berth.host.port.jobs.Jobs;
import dev.berth.sdk.value.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Jobs through the whole path, on the embedded database: tool calls queue them, each on the disk when the call returns; they are
 * picked, run by a worker, and their ends are on the disk.
 */
public final class JobThroughput {
    private static final int JOBS = 2_000;
    private static final int ROUNDS = 5;
    private static final String ID = "@bench/jobs-connector";
    private static final Caller CALLER = Caller.user("benchmark", "default");

    private JobThroughput() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("berth-benchmark");
        String entry = "bench.jobs.Entry";
        String source = EntrySource.of(entry)
                .register("ctx.jobs().registerWorker(\"work\", payload -> {});\n")
                .tool("queue", "ctx.jobs().enqueue(\"work\", input, JobOptions.DEFAULT).id()")
                .text();
        Path file = ExtensionPackage.connector(ID, "1.0.0")
                .ports("jobs", "mcp")
                .entry(entry, source)
                .writeTo(folder);
        System.out.printf("%-10s %16s %16s%n", "callers", "queued a second", "done a second");
        try (HostRuntime host =
                HostRuntime.builder().home(folder.resolve("home")).build().start()) {
            host.install(file);
            for (int callers : List.of(1, 16, 64)) {
                List<double[]> rates = new ArrayList<>();
                for (int round = 0; round < ROUNDS; round++) {
                    rates.add(run(host, callers));
                }
                rates.sort((a, b) -> Double.compare(a[1], b[1]));
                double[] median = rates.get(ROUNDS / 2);
                System.out.printf("%-10d %16.0f %16.0f%n", callers, median[0], median[1]);
            }
        }
    }

    private static double[] run(HostRuntime host, int callers) throws InterruptedException {
        int jobs = callers == 1 ? JOBS / 10 : JOBS;
        AtomicInteger left = new AtomicInteger(jobs);
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                while (left.getAndDecrement() > 0) {
                    host.callTool("queue", JsonObject.of("n", 1), CALLER);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double queued = jobs / seconds(start);
        Jobs.Query waiting = new Jobs.Query(Optional.of(JobView.State.WAITING), Optional.empty(), Optional.empty(), 1);
        Jobs.Query running = new Jobs.Query(Optional.of(JobView.State.RUNNING), Optional.empty(), Optional.empty(), 1);
        while (!host.jobs().list(waiting).isEmpty()
                || !host.jobs().list(running).isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return new double[] {queued, jobs / seconds(start)};
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
