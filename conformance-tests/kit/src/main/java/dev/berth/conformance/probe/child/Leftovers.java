/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.probe.child;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is still there of an extension that is gone (GATE-134). */
final class Leftovers {
    /** A class loader is collected within a few rounds; threads that were told to end may take a moment. */
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private static final long ROUND_MILLIS = 50;

    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
    private final Map<Reference<?>, String> watched = new HashMap<>();

    synchronized void watch(Object object, String name) {
        watched.put(new WeakReference<>(object, collected), name);
    }

    /** Waits until all is gone, for a while; returns the cause of what is left, for a thread holds all the rest. */
    List<String> left() throws InterruptedException {
        long start = System.nanoTime();
        while (!isGone() && System.nanoTime() - start < PATIENCE_NANOS) {
            System.gc();
            forget(collected.remove(ROUND_MILLIS));
        }
        List<String> threads = threads();
        return threads.isEmpty() ? objects() : threads;
    }

    private boolean isGone() {
        return objects().isEmpty() && threads().isEmpty();
    }

    private synchronized void forget(@Nullable Reference<?> first) {
        for (Reference<?> next = first; next != null; next = collected.poll()) {
            watched.remove(next);
        }
    }

    /** The class loader holds the rest. */
    private synchronized List<String> objects() {
        Predicate<String> loader = Trial.LOADER::equals;
        List<String> names = watched.values().stream().distinct().sorted().toList();
        return names.stream().anyMatch(loader) ? names.stream().filter(loader).toList() : names;
    }

    /** A thread that the extension started has its class loader from the hook that did, unless it is one of the JDK's own. */
    private static List<String> threads() {
        List<String> names = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.isAlive()
                    && (thread.getContextClassLoader() instanceof ExtensionLoader
                            || thread.getClass().getClassLoader() instanceof ExtensionLoader)) {
                names.add("the thread \"" + thread.getName() + "\"");
            }
        }
        return names.stream().sorted().toList();
    }
}
