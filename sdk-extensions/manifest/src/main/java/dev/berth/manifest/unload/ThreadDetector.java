/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.unload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Threads: by their own class, by what handles their failures, and by the context loader, which a thread has from the one that made
 * it; so also those of timers, executors and schedulers that nobody has shut down.
 */
final class ThreadDetector implements Detector {
    static final String FIX = "end it in destroy: interrupt and join threads, shut executors down, cancel timers.";

    @Override
    public List<Pin> find(ClassLoader loader) {
        List<Pin> found = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!thread.equals(Thread.currentThread())) {
                how(loader, thread)
                        .ifPresent(how ->
                                found.add(new Pin("thread", "the thread \"" + thread.getName() + "\" " + how, FIX)));
            }
        }
        found.sort((a, b) -> a.what().compareTo(b.what()));
        return found;
    }

    private static Optional<String> how(ClassLoader loader, Thread thread) {
        if (Detector.isOf(loader, thread)) {
            return Optional.of("is a " + thread.getClass().getName());
        }
        Thread.UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
        if (handler != null && Detector.isOf(loader, handler)) {
            return Optional.of(
                    "has an uncaught handler of " + handler.getClass().getName());
        }
        return loader.equals(thread.getContextClassLoader())
                ? Optional.of("was started by it, and has its class loader as context")
                : Optional.empty();
    }
}
