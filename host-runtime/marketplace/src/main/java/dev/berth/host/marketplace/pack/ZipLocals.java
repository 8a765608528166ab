/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import dev.berth.sdk.problem.ProblemCode;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;

/**
 * Checks that the local headers say what the central directory says (TRUST-106, TRUST-107), and that the local entries cover the
 * file from its first byte to the central directory without gap or overlap (TRUST-108).
 */
final class ZipLocals {
    private static final int SIGNATURE = 0x04034b50;
    private static final int LENGTH = 30;
    private static final int NAME_LENGTH = 26;
    private static final int EXTRA_LENGTH = 28;
    private static final int DESCRIPTOR_SIGNATURE = 0x08074b50;
    private static final int DESCRIPTOR = 12;

    private final ByteBuffer zip;
    private final Findings findings;

    ZipLocals(ByteBuffer zip, Findings findings) {
        this.zip = zip;
        this.findings = findings;
    }

    void check(List<ZipRecord> records, int directory) throws RefusedException {
        List<ZipRecord> inFile = records.stream()
                .sorted(Comparator.comparingLong(ZipRecord::offset))
                .toList();
        long position = 0;
        for (int i = 0; i < inFile.size(); i++) {
            ZipRecord entry = inFile.get(i);
            long end = i + 1 < inFile.size() ? Math.min(inFile.get(i + 1).offset(), directory) : directory;
            if (entry.offset() != position) {
                throw new RefusedException(
                        ProblemCode.ARCHIVE_AMBIGUOUS,
                        entry.offset() > position
                                ? "has " + Limits.shown(entry.offset() - position) + " at byte " + position
                                        + " that belong to no entry of its table of contents."
                                : "has the entry " + EntryName.shown(entry.name())
                                        + ", which shares bytes with another.");
            }
            position = check(entry, (int) position, end);
        }
        if (position != directory) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_AMBIGUOUS,
                    "has " + Limits.shown(directory - position)
                            + " in front of its table of contents that belong to no entry.");
        }
    }

    /** Checks one entry and returns where it ends. */
    private long check(ZipRecord entry, int position, long end) throws RefusedException {
        if (end - position < LENGTH || zip.getInt(position) != SIGNATURE) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_AMBIGUOUS,
                    "lists the entry " + EntryName.shown(entry.name()) + " at byte " + position
                            + ", where no entry begins.");
        }
        int nameLength = u16(zip, position + NAME_LENGTH);
        int extraLength = u16(zip, position + EXTRA_LENGTH);
        long dataEnd = data(zip, position) + entry.compressed();
        if (dataEnd > end) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_AMBIGUOUS,
                    "has the entry " + EntryName.shown(entry.name()) + ", which runs into what follows it.");
        }
        if (!zip.slice(position + LENGTH, nameLength).equals(entry.rawName())) {
            differs(entry, "name");
        }
        if (u16(zip, position + 6) != entry.flags()) {
            differs(entry, "flags");
        }
        if (u16(zip, position + 8) != entry.method()) {
            differs(entry, "method");
        }
        ZipExtra.refused(zip.slice(position + LENGTH + nameLength, extraLength).order(zip.order()))
                .ifPresent(feature -> findings.add(
                        ProblemCode.ARCHIVE_FEATURE,
                        "holds the entry " + EntryName.shown(entry.name()) + ", which " + feature + "."));
        agrees(entry, "checksum", u32(position + 14), entry.crc());
        agrees(entry, "packed size", u32(position + 18), entry.compressed());
        agrees(entry, "size", u32(position + 22), entry.size());
        return entry.hasDescriptor() ? descriptor(entry, dataEnd, end) : dataEnd;
    }

    /** With a data descriptor the local value may be left open as 0. */
    private void agrees(ZipRecord entry, String what, long local, long central) {
        if (local != central && !(entry.hasDescriptor() && local == 0)) {
            differs(entry, what);
        }
    }

    /** The descriptor's signature is optional, so its length tells whether it is there. */
    private long descriptor(ZipRecord entry, long start, long end) throws RefusedException {
        long length = end - start;
        boolean signed = length == DESCRIPTOR + 4 && zip.getInt((int) start) == DESCRIPTOR_SIGNATURE;
        if (!signed && length != DESCRIPTOR) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_AMBIGUOUS,
                    "has " + Limits.shown(length) + " after the entry " + EntryName.shown(entry.name())
                            + ", where its data descriptor of 12 or 16 bytes must be.");
        }
        int values = (int) (signed ? start + 4 : start);
        if (u32(values) != entry.crc() || u32(values + 4) != entry.compressed() || u32(values + 8) != entry.size()) {
            differs(entry, "data descriptor");
        }
        return end;
    }

    private void differs(ZipRecord entry, String what) {
        findings.add(
                ProblemCode.ARCHIVE_AMBIGUOUS,
                "has the entry " + EntryName.shown(entry.name()) + " with one " + what
                        + " in its table of contents and another in front of or behind the entry's data.");
    }

    /** Returns where the data of an entry begin. */
    static int data(ByteBuffer zip, int header) {
        return header + LENGTH + u16(zip, header + NAME_LENGTH) + u16(zip, header + EXTRA_LENGTH);
    }

    private static int u16(ByteBuffer zip, int offset) {
        return Short.toUnsignedInt(zip.getShort(offset));
    }

    private long u32(int offset) {
        return Integer.toUnsignedLong(zip.getInt(offset));
    }
}
