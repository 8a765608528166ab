/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.benchmarks;

/** A plugin system with one running plugin that greets and comes in two versions. */
public interface Contestant extends AutoCloseable {
    /** Returns its name, for the table. */
    String name();

    /** Calls the plugin. Any exception is a failed call; so is a result that is no greeting. */
    boolean call() throws Exception;

    /** Replaces the running version, 0 or 1, by the other one, in the way the system's manual says. */
    void update(int version) throws Exception;

    @Override
    void close();
}
