/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks;

import dev.berth.host.DatabaseAddress;
import dev.berth.host.port.objects.ObjectStore;
import dev.berth.host.port.objects.TypeId;
import dev.berth.host.store.HostStore;
import dev.berth.sdk.value.ExtensionId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Writes objects of 1 KB, a call each, into the host's store, from 1 to 64 callers at once, each of whom waits until its own is on the disk; prints
 * calls a second beside what the disk gives one caller that appends to a file and flushes. Arguments: an empty folder on the disk
 * to measure, and the address of an empty PostgreSQL database if that is to be measured instead of the file.
 */
public final class Commits {
    private static final TypeId NOTE = new TypeId(ExtensionId.of("@acme/writer-connector"), "note");
    private static final int[] CALLERS = {1, 4, 16, 64};
    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(5);
    private static final String KILOBYTE = "\"" + "x".repeat(1022) + "\"";

    private Commits() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Optional<DatabaseAddress> database =
                Stream.of(arguments).skip(1).findFirst().map(DatabaseAddress::of);
        double disk = disk(folder.resolve("appended"));
        System.out.printf("%-28s %8.0f a second%n", "one caller, append and flush", disk);
        try (HostStore store = HostStore.open(folder.resolve("home"), database, text -> {
            throw new IllegalArgumentException("Nothing is installed here");
        })) {
            store(store.backends().objects(), 2, WARM_UP);
            for (int callers : CALLERS) {
                double rate = store(store.backends().objects(), callers, LONG);
                System.out.printf("%2d callers of the store       %8.0f a second, x%.1f%n", callers, rate, rate / disk);
            }
        }
    }

    private static double store(ObjectStore objects, int callers, Duration time) {
        AtomicLong written = new AtomicLong();
        long start = System.nanoTime();
        long end = start + time.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                String prefix = callers + "-" + caller + "-";
                threads.execute(() -> {
                    for (int i = 0; System.nanoTime() < end; i++) {
                        ObjectStore.Key key = new ObjectStore.Key(NOTE, "acme", prefix + i);
                        objects.append(new ObjectStore.Draft(key, Instant.now(), KILOBYTE, Set.of()));
                        written.incrementAndGet();
                    }
                });
            }
        }
        return written.get() * 1e9 / (System.nanoTime() - start);
    }

    private static double disk(Path file) throws IOException {
        ByteBuffer kilobyte = ByteBuffer.allocate(1024);
        long start = System.nanoTime();
        long flushed = 0;
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            for (; System.nanoTime() < start + LONG.toNanos(); flushed++) {
                channel.write(kilobyte.clear());
                channel.force(false);
            }
        } finally {
            Files.deleteIfExists(file);
        }
        return flushed * 1e9 / (System.nanoTime() - start);
    }
}
