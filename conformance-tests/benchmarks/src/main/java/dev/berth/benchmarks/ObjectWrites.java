/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks;

import dev.berth.host.port.objects.ObjectStore;
import dev.berth.host.port.objects.ObjectStore.Draft;
import dev.berth.host.port.objects.ObjectStore.Key;
import dev.berth.host.port.objects.TypeId;
import dev.berth.host.store.HostStore;
import dev.berth.manifest.validate.ManifestValidator;
import dev.berth.sdk.value.ExtensionId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Versions of small objects a second that a store keeps, each on the disk before its call returns, by the number of writers; and
 * how long the newest version takes to read among them. A store on a server is named by the argument, a file otherwise.
 */
public final class ObjectWrites {
    private static final TypeId TYPE = new TypeId(ExtensionId.of("@bench/crm-connector"), "contact");
    private static final int OBJECTS = 10_000;
    private static final Duration EACH = Duration.ofSeconds(5);

    private ObjectWrites() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Files.createTempDirectory("berth-benchmark");
        ManifestValidator validator = new ManifestValidator();
        try (HostStore store = HostStore.open(
                home, Optional.empty(), json -> validator.reread(json).orElseThrow())) {
            ObjectStore objects = store.backends().objects();
            writes(objects, 1, Duration.ofSeconds(2));
            System.out.printf("%-8s %10s%n", "writers", "writes/s");
            for (int writers : new int[] {1, 4, 16, 64}) {
                System.out.printf("%-8d %,10.0f%n", writers, writes(objects, writers, EACH));
            }
            reads(objects);
            System.out.printf("newest version read: median %.1f us%n", reads(objects));
        }
    }

    private static double writes(ObjectStore objects, int writers, Duration span) throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong written = new AtomicLong();
        Thread[] threads = new Thread[writers];
        for (int i = 0; i < writers; i++) {
            threads[i] = Thread.ofVirtual().start(() -> {
                while (!over.get()) {
                    objects.append(new Draft(any(), Instant.now(), "{\"name\":\"Ada Lovelace\",\"age\":36}", Set.of()));
                    written.incrementAndGet();
                }
            });
        }
        long start = System.nanoTime();
        Thread.sleep(span);
        over.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
        return written.get() * 1e9 / (System.nanoTime() - start);
    }

    private static double reads(ObjectStore objects) {
        double[] micros = new double[5_000];
        for (int i = 0; i < micros.length; i++) {
            Key key = any();
            long start = System.nanoTime();
            objects.newest(key);
            micros[i] = (System.nanoTime() - start) / 1e3;
        }
        Arrays.sort(micros);
        return micros[micros.length / 2];
    }

    private static Key any() {
        return new Key(TYPE, "default", "contact-" + ThreadLocalRandom.current().nextInt(OBJECTS));
    }
}
