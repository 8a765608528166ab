/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest;

import java.util.Optional;

/** A range of versions in Berth's one-comparator grammar (MAN-82, MAN-126), judged by bounds {@code [lower, upper)}. */
public interface VersionRange {
    /** Returns the range that everything fits, {@code *}. */
    static VersionRange open() {
        return BoundedRange.OPEN;
    }

    /** Reads a range of SDK ABIs; empty if it is malformed (MAN-81 to MAN-84). Blank text is open. */
    static Optional<VersionRange> abi(String text) {
        return RangeGrammar.read(text, 1);
    }

    /** Reads a range of a dependency; empty if it is malformed (MAN-126). Blank text is open. */
    static Optional<VersionRange> dependency(String text) {
        return RangeGrammar.read(text, 0);
    }

    /** Tells whether a version is within; a prerelease is within the open range only (MAN-126). */
    boolean contains(SemVer version);

    /** Tells whether everything fits. */
    default boolean isOpen() {
        return toString().equals("*");
    }

    /** Returns the lowest version within, unless the range is open. */
    default Optional<SemVer> lowest() {
        return Optional.empty();
    }

    /** Says the range in words, {@code 2.3 or later, below 3.0}. */
    default String words() {
        return toString();
    }

    /** Returns the range as it was written, trimmed; {@code *} when it is open. */
    @Override
    String toString();
}
