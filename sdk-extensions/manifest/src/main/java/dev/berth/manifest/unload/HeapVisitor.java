/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.unload;

/** Sees what is in a heap dump, in the order in which it was written. What it does not ask for is skipped. */
interface HeapVisitor {
    /** Tells whether it sees the names of classes and fields. */
    default boolean asksForNames() {
        return false;
    }

    /** A text that others name by its number. */
    default void name(long id, String text) {}

    /** The name of a class. */
    default void loaded(long classId, long nameId) {}

    /** An object that is reachable by itself. */
    default void root(long id, String how) {}

    default void heapClass(HeapClass dumped) {}

    /**
     * An object.
     *
     * @param fields its own first, then those of the class above; valid during the call only
     */
    default void instance(long id, long classId, byte[] fields) {}

    /** An array of objects. */
    default void array(long id, long classId, long[] elements) {}
}
