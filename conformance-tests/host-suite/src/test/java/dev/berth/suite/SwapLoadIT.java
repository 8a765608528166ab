/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.fixtures.EntrySource;
import dev.berth.fixtures.ExtensionPackage;
import dev.berth.host.lifecycle.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * ENG-31, ENG-33, LIFE-S26: a facade to which 20 extensions are wired is updated again and again while 8 clients call tools of all
 * of them and the facade's capability. {@code -Dberth.soak} for 200 updates instead of 20.
 */
final class SwapLoadIT {
    private static final int DEPENDENTS = 20;
    private static final int CLIENTS = 8;
    private static final int UPDATES = System.getProperty("berth.soak") != null ? 200 : 20;
    private static final long PAUSE_NANOS = 200_000;
    private static final String FACADE = "com.acme.facade.Facade";

    @TempDir
    Path home;

    @TempDir
    Path work;

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile Latencies now = new Latencies();
    private volatile boolean over;

    private static ExtensionPackage facade(String version) {
        String entry = "com.acme.facade.Entry";
        return ExtensionPackage.connector("@acme/facade-connector", version)
                .ports("mcp", "capabilities")
                .provides("facade-version", "1.0.0")
                .entry(
                        entry,
                        EntrySource.of(entry)
                                .register("ctx.capabilities().registerProvider(\"facade-version\", new Sender());")
                                .tool("facade_version", "Facade.version()")
                                .text())
                .source(
                        "com.acme.facade.Sender",
                        "package com.acme.facade; public class Sender implements java.util.function.Supplier<String> {"
                                + " public String get() { return Facade.version(); } }")
                .source(
                        FACADE,
                        "package com.acme.facade; public class Facade { public static String version() { return \""
                                + version + "\"; } }")
                .header("Export-Package", "com.acme.facade");
    }

    private static ExtensionPackage dependent(int number, ExtensionPackage facade) {
        String entry = "com.acme.dependent" + number + ".Entry";
        return ExtensionPackage.connector("@acme/dependent" + number + "-connector", "1.0.0")
                .ports("mcp")
                .entry(
                        entry,
                        EntrySource.of(entry)
                                .tool("dependent" + number + "_version", FACADE + ".version()")
                                .text())
                .against(facade)
                .requires("@acme/facade-connector", "^1")
                .imports("com.acme.facade");
    }

    @Test
    @DisplayName("ENG-33: no call fails while a facade with 20 dependents is updated")
    void noCallFails() throws InterruptedException {
        ExtensionPackage facade = facade("1.0.0");
        try (TestHost host = TestHost.start(home)) {
            host.install(facade.writeTo(work));
            for (int i = 0; i < DEPENDENTS; i++) {
                host.install(dependent(i, facade).writeTo(work));
            }
            Supplier<?> version = host.runtime().capability("facade-version", Supplier.class);
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                int client = i;
                Callable<Object> call =
                        i % 2 == 0 ? version::get : () -> host.call("dependent" + client * 2 + "_version");
                clients.add(Thread.ofPlatform().daemon().start(() -> keepCalling(call)));
            }
            Latencies before = now;
            Waits.until("calls before", () -> before.count() > 5_000);
            Latencies during = new Latencies();
            now = during;
            long[] swaps = new long[UPDATES];
            host.update(facade("1.1.0").writeTo(work));
            for (int i = 0; i < UPDATES; i++) {
                long start = System.nanoTime();
                host.apply(new Command.Rollback(facade.id()));
                swaps[i] = System.nanoTime() - start;
            }
            over = true;
            for (Thread client : clients) {
                client.join();
            }
            Arrays.sort(swaps);
            double median = swaps[UPDATES / 2] / 1e6;
            System.out.printf("before %s%nduring %s%n", before, during);
            System.out.printf(
                    "%d updates of %d extensions: p50 %.1f ms, %.1f ms an extension, longest %.1f ms%n",
                    UPDATES, DEPENDENTS + 1, median, median / (DEPENDENTS + 1), swaps[UPDATES - 1] / 1e6);
            assertThat(failures).isEmpty();
            assertThat(during.count()).isPositive();
            Collector.awaitLoaders(host.seams(), DEPENDENTS + 1);
        }
    }

    @SuppressWarnings("CatchingUnchecked")
    private void keepCalling(Callable<Object> call) {
        while (!over) {
            Latencies into = now;
            long start = System.nanoTime();
            try {
                call.call();
            } catch (Exception | LinkageError e) {
                failures.add(e.toString());
            }
            into.add(System.nanoTime() - start);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
