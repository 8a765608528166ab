/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import static dev.berth.host.store.Rows.CRM;

import dev.berth.host.port.objects.ObjectStore.Draft;
import dev.berth.host.port.objects.ObjectStore.Key;
import dev.berth.host.port.objects.TypeId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Another process in which many write at once, each to a setting of its own, and say each number that is committed. */
final class Crowd {
    static final int WRITERS = 16;

    private Crowd() {}

    static String key(int writer) {
        return "n" + writer;
    }

    /** Its content is the number too. */
    static Key object(int writer) {
        return new Key(new TypeId(CRM, "note"), "acme", key(writer));
    }

    public static void main(String[] arguments) {
        HostStore store = HostStore.open(Path.of(arguments[0]), Optional.empty(), Rows::manifest, 1 << 18);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                threads.execute(() -> count(store, writer));
            }
        }
    }

    private static void count(HostStore store, int writer) {
        int first = store.backends()
                .settings()
                .get(CRM, "acme", key(writer))
                .map(Integer::parseInt)
                .orElse(0);
        for (int n = first + 1; ; n++) {
            store.backends().settings().put(CRM, "acme", key(writer), Integer.toString(n));
            store.backends().objects().append(new Draft(object(writer), Instant.now(), Integer.toString(n), Set.of()));
            System.out.println(writer + " " + n);
        }
    }
}
