/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.felix.weave;

/** What came of a class file. */
public sealed interface Woven {
    /** It reaches for nothing; it stays as it is, byte for byte. */
    record Unchanged() implements Woven {}

    /** These bytes take its place. */
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    record Rewritten(byte[] bytes) implements Woven {}

    /**
     * It must not be loaded.
     *
     * @param needs what it needs to be
     * @param found what it is
     */
    record Refused(String needs, String found) implements Woven {}
}
