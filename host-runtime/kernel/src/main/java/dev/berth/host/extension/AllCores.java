/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;

/**
 * Does the same to many things, each alone. Its threads are its own and end with the work: those of the JVM's common pool may all be
 * waiting for a host that an embedding program starts in a task of that pool.
 */
public final class AllCores {
    private AllCores() {}

    /** Returns what became of each, in the order in which they were given. What the work throws comes through. */
    public static <T, R> List<R> map(Collection<T> all, Function<? super T, ? extends R> work) {
        if (all.size() < 2) {
            return all.stream().<R>map(work).toList();
        }
        try (ForkJoinPool cores = new ForkJoinPool()) {
            return cores.submit(() -> all.parallelStream().<R>map(work).toList())
                    .join();
        }
    }
}
