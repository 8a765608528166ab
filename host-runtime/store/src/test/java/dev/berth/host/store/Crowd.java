/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.store;

import static dev.berth.host.store.Rows.CRM;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Another process in which many write at once, each to a setting of its own, and say each number that is committed. */
final class Crowd {
    static final int WRITERS = 16;

    private Crowd() {}

    static String key(int writer) {
        return "n" + writer;
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
            System.out.println(writer + " " + n);
        }
    }
}
