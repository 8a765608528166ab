/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import java.util.Locale;

/**
 * How much a package may hold (TRUST-101).
 *
 * @param file bytes of the file
 * @param payloadEntries entries of a {@code .tgz}
 * @param jarEntries entries of a JAR
 * @param entry bytes of one entry
 * @param total bytes of all entries
 * @param ratio how many bytes one compressed byte may yield
 * @param ratioFrom from how many produced bytes on the ratio counts
 */
record Limits(long file, int payloadEntries, int jarEntries, long entry, long total, int ratio, long ratioFrom) {
    private static final long MIB = 1024 * 1024;

    static final Limits STANDARD = new Limits(50 * MIB, 500, 10_000, 25 * MIB, 100 * MIB, 100, MIB);

    boolean exceedsRatio(long produced, long compressed) {
        return produced > ratioFrom && produced > compressed * ratio;
    }

    /** Writes a number of bytes as people read it. */
    static String shown(long bytes) {
        return bytes >= MIB && bytes % MIB == 0 ? bytes / MIB + " MiB" : String.format(Locale.ROOT, "%,d bytes", bytes);
    }
}
