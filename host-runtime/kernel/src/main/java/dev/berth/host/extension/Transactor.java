/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

import java.util.function.Supplier;

/**
 * Makes several store calls one: all of them are kept, or none. One transaction runs at a time; others wait, so no lock that is
 * also taken outside of transactions may be taken inside one.
 */
public interface Transactor {
    /**
     * Runs the work in one transaction on this thread; stores called in it join. A throw rolls back. Nested calls join the
     * outer one, which cannot be kept once a nested one has thrown. When this returns, the changes are on the disk.
     */
    <T> T within(Supplier<T> work);

    /** Runs work once the transaction on this thread has ended, kept or not; at once if there is none. It must not throw. */
    void afterwards(Runnable work);

    /** Runs work without a result. */
    default void run(Runnable work) {
        Transactor.this.<Boolean>within(() -> {
            work.run();
            return true;
        });
    }
}
