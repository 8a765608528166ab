/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import dev.berth.sdk.problem.ProblemCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The one end record of a ZIP (TRUST-109, TRUST-110).
 *
 * @param offset where it starts, which is where the central directory ends
 * @param records how many records the central directory has
 * @param directory where the central directory starts
 */
record ZipEnd(int offset, int records, int directory) {
    private static final int SIGNATURE = 0x06054b50;
    private static final int LOCAL = 0x04034b50;
    private static final int LENGTH = 22;
    private static final int LONGEST = LENGTH + 0xFFFF;

    static ZipEnd find(ByteBuffer zip) throws RefusedException {
        int last = last(zip, zip.limit() - LENGTH, 0);
        int offset = last;
        while (offset >= 0 && !endsDirectory(zip, offset)) {
            offset = last(zip, offset - 1, 0);
        }
        if (offset < 0 && last >= 0 && commentEnd(zip, last) == zip.limit()) {
            offset = last;
        }
        if (offset < 0) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_UNREADABLE,
                    "has no end record, which is the last part of every JAR: it is truncated. It has "
                            + Limits.shown(zip.limit()) + " and breaks off in or after " + lastEntry(zip) + ".");
        }
        long end = commentEnd(zip, offset);
        if (end > zip.limit()) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_UNREADABLE,
                    "ends in the middle of its end record, " + Limits.shown(end - zip.limit())
                            + " too early: it is truncated.");
        }
        ZipEnd found = read(zip, offset);
        if (end < zip.limit()) {
            throw ambiguous(
                    "has " + Limits.shown(zip.limit() - end) + " after its end record, where nothing may follow.");
        }
        if (hasRival(zip, offset)) {
            throw ambiguous("has two end records, so that tools disagree about what it holds.");
        }
        return found;
    }

    /** Tells whether bytes end as a ZIP does, whatever they start with: a tool that looks at the end would open them. */
    static boolean isAtEndOf(ByteBuffer bytes) {
        int last = last(bytes, bytes.limit() - LENGTH, Math.max(0, bytes.limit() - LONGEST));
        return last >= 0 && commentEnd(bytes, last) == bytes.limit();
    }

    /** Tells whether a tool that searches in another way could take something else for the end record. */
    private static boolean hasRival(ByteBuffer zip, int offset) {
        for (int i = offset + LENGTH; i <= zip.limit() - Integer.BYTES; i++) {
            if (zip.getInt(i) == SIGNATURE) {
                return true;
            }
        }
        int first = Math.max(0, zip.limit() - LONGEST);
        for (int other = last(zip, offset - 1, first); other >= 0; other = last(zip, other - 1, first)) {
            if (commentEnd(zip, other) == zip.limit() || endsDirectory(zip, other)) {
                return true;
            }
        }
        return false;
    }

    private static ZipEnd read(ByteBuffer zip, int offset) throws RefusedException {
        int disk = Short.toUnsignedInt(zip.getShort(offset + 4));
        int directoryDisk = Short.toUnsignedInt(zip.getShort(offset + 6));
        int onDisk = Short.toUnsignedInt(zip.getShort(offset + 8));
        int records = Short.toUnsignedInt(zip.getShort(offset + 10));
        long size = Integer.toUnsignedLong(zip.getInt(offset + 12));
        long directory = Integer.toUnsignedLong(zip.getInt(offset + 16));
        if (records == 0xFFFF || size == 0xFFFFFFFFL || directory == 0xFFFFFFFFL || hasZip64Locator(zip, offset)) {
            throw new RefusedException(ProblemCode.ARCHIVE_FEATURE, "uses ZIP64, which a package must not need.");
        }
        if (disk != 0 || directoryDisk != 0 || onDisk != records) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_FEATURE, "is one part of a split archive; a package is one file.");
        }
        if (directory + size != offset) {
            throw ambiguous("says that its table of contents ends at byte " + (directory + size)
                    + ", and it ends at byte " + offset + ": bytes were put in front of the archive or cut out of it.");
        }
        return new ZipEnd(offset, records, (int) directory);
    }

    private static boolean hasZip64Locator(ByteBuffer zip, int offset) {
        return offset >= 20 && zip.getInt(offset - 20) == 0x07064b50;
    }

    private static boolean endsDirectory(ByteBuffer zip, int offset) {
        return Integer.toUnsignedLong(zip.getInt(offset + 12)) + Integer.toUnsignedLong(zip.getInt(offset + 16))
                == offset;
    }

    private static long commentEnd(ByteBuffer zip, int offset) {
        return offset + LENGTH + (long) Short.toUnsignedInt(zip.getShort(offset + 20));
    }

    private static int last(ByteBuffer zip, int from, int to) {
        for (int offset = Math.min(from, zip.limit() - LENGTH); offset >= to; offset--) {
            if (zip.getInt(offset) == SIGNATURE) {
                return offset;
            }
        }
        return -1;
    }

    /** Names the last entry that begins in a truncated file, to tell how far it came. */
    private static String lastEntry(ByteBuffer zip) {
        for (int offset = zip.limit() - 30; offset >= 0; offset--) {
            if (zip.getInt(offset) == LOCAL) {
                int length = Math.min(Short.toUnsignedInt(zip.getShort(offset + 26)), zip.limit() - offset - 30);
                byte[] name = new byte[length];
                zip.get(offset + 30, name);
                return "the entry " + EntryName.shown(new String(name, StandardCharsets.UTF_8));
            }
        }
        return "its first entry";
    }

    private static RefusedException ambiguous(String found) {
        return new RefusedException(ProblemCode.ARCHIVE_AMBIGUOUS, found);
    }
}
