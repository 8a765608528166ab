/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest;

/** A range of versions in Berth's one-comparator grammar (MAN-82, MAN-126), judged by bounds {@code [lower, upper)}. */
public interface VersionRange {
    /** Tells whether a version is within. */
    boolean contains(SemVer version);

    /** Returns the range as it was written, trimmed; {@code *} when it is open. */
    @Override
    String toString();
}
