/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

import java.util.function.Supplier;

/** Makes several store calls one: all of them are kept, or none. */
@FunctionalInterface
public interface Transactor {
    /**
     * Runs the work in one transaction on this thread; stores called in it join. A throw rolls back. Nested calls join the
     * outer one.
     */
    <T> T within(Supplier<T> work);

    /** Runs work without a result. */
    default void run(Runnable work) {
        Transactor.this.<Boolean>within(() -> {
            work.run();
            return true;
        });
    }
}
