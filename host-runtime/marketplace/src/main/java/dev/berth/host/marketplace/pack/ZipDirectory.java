/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import dev.berth.sdk.problem.ProblemCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the central directory, which leads (TRUST-106), and judges each record alone (TRUST-97 to TRUST-101, TRUST-110). */
final class ZipDirectory {
    private static final int SIGNATURE = 0x02014b50;
    private static final int LENGTH = 46;
    private static final long UNKNOWN = 0xFFFFFFFFL;

    private final ByteBuffer zip;
    private final Limits limits;
    private final Findings findings;

    ZipDirectory(ByteBuffer zip, Limits limits, Findings findings) {
        this.zip = zip;
        this.limits = limits;
        this.findings = findings;
    }

    /** Returns the records in their order. Where something is wrong, it is among the findings. */
    List<ZipRecord> read(ZipEnd end) throws RefusedException {
        if (end.records() > limits.jarEntries()) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_TOO_LARGE,
                    "has " + end.records() + " entries; a JAR may have " + limits.jarEntries() + ".");
        }
        List<ZipRecord> records = new ArrayList<>(end.records());
        EntryNames names = new EntryNames(findings);
        int position = end.directory();
        for (int i = 0; i < end.records(); i++) {
            if (end.offset() - position < LENGTH || zip.getInt(position) != SIGNATURE) {
                throw new RefusedException(
                        ProblemCode.ARCHIVE_AMBIGUOUS,
                        "declares " + end.records() + " entries and has " + i + " in its table of contents.");
            }
            int nameLength = u16(position + 28);
            int extraLength = u16(position + 30);
            int next = position + LENGTH + nameLength + extraLength + u16(position + 32);
            if (next > end.offset()) {
                throw new RefusedException(
                        ProblemCode.ARCHIVE_UNREADABLE, "has a table of contents that runs into the end record.");
            }
            ZipRecord read = record(position, nameLength);
            judge(read, zip.slice(position + LENGTH + nameLength, extraLength).order(zip.order()), u16(position + 34));
            names.add(read.path(), read.isFolder());
            records.add(read);
            position = next;
        }
        if (position != end.offset()) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_AMBIGUOUS,
                    "has " + Limits.shown(end.offset() - position)
                            + " between its table of contents and its end record.");
        }
        names.finish();
        totals(records);
        return records;
    }

    private ZipRecord record(int position, int nameLength) throws RefusedException {
        ByteBuffer raw = zip.slice(position + LENGTH, nameLength);
        return new ZipRecord(
                name(raw, u16(position + 8)),
                raw,
                u16(position + 8),
                u16(position + 10),
                u32(position + 16),
                u32(position + 20),
                u32(position + 24),
                u16(position + 40),
                u32(position + 42));
    }

    /** A name that is not ASCII must say that it is UTF-8: without the flag, tools read different names from the same bytes. */
    private String name(ByteBuffer raw, int flags) throws RefusedException {
        String name;
        try {
            name = StandardCharsets.UTF_8.newDecoder().decode(raw.duplicate()).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new RefusedException(ProblemCode.ARCHIVE_PATH, "holds an entry whose name is not UTF-8.");
        }
        if ((flags & ZipFlags.UTF8) == 0 && name.length() != raw.remaining()) {
            findings.add(
                    ProblemCode.ARCHIVE_AMBIGUOUS,
                    "holds the entry " + EntryName.shown(name)
                            + ", whose name is not ASCII and is not marked as UTF-8.");
        }
        return name;
    }

    private void judge(ZipRecord read, ByteBuffer extra, int disk) {
        String shown = "holds the entry " + EntryName.shown(read.name()) + ", which ";
        ZipFlags.refused(read.flags())
                .or(() -> ZipExtra.refused(extra))
                .ifPresent(feature -> findings.add(ProblemCode.ARCHIVE_FEATURE, shown + feature + "."));
        if (read.method() != ZipRecord.STORED && read.method() != ZipRecord.DEFLATED) {
            findings.add(
                    ProblemCode.ARCHIVE_FEATURE,
                    shown + "is packed with method " + read.method() + "; a package uses stored (0) and deflated (8).");
        }
        if (disk != 0 || read.compressed() == UNKNOWN || read.size() == UNKNOWN || read.offset() == UNKNOWN) {
            findings.add(ProblemCode.ARCHIVE_FEATURE, shown + "uses ZIP64 or lies in another part of a split archive.");
        }
        if (!read.isPlain() || (read.isFolder() && read.size() != 0)) {
            findings.add(
                    ProblemCode.ARCHIVE_ENTRY_TYPE,
                    shown + "is neither a regular file nor an empty folder entry (mode %06o).".formatted(read.mode()));
        }
        if (read.method() == ZipRecord.STORED && read.size() != read.compressed()) {
            findings.add(
                    ProblemCode.ENTRY_SIZE_MISMATCH,
                    shown + "declares " + Limits.shown(read.size()) + " and stores " + Limits.shown(read.compressed())
                            + ".");
        }
        if (read.size() > limits.entry()) {
            findings.add(
                    ProblemCode.ARCHIVE_TOO_LARGE,
                    shown + "has " + Limits.shown(read.size()) + "; an entry may have " + Limits.shown(limits.entry())
                            + ".");
        }
        if (limits.exceedsRatio(read.size(), read.compressed())) {
            findings.add(
                    ProblemCode.ARCHIVE_RATIO,
                    shown + "grows from " + Limits.shown(read.compressed()) + " to " + Limits.shown(read.size())
                            + ", more than " + limits.ratio() + ":1.");
        }
    }

    private void totals(List<ZipRecord> records) {
        long size = records.stream().mapToLong(ZipRecord::size).sum();
        long compressed = records.stream().mapToLong(ZipRecord::compressed).sum();
        if (size > limits.total()) {
            findings.add(
                    ProblemCode.ARCHIVE_TOO_LARGE,
                    "unpacks to " + Limits.shown(size) + "; a package may unpack to " + Limits.shown(limits.total())
                            + ".");
        }
        if (limits.exceedsRatio(size, compressed)) {
            findings.add(
                    ProblemCode.ARCHIVE_RATIO,
                    "grows from " + Limits.shown(compressed) + " to " + Limits.shown(size) + ", more than "
                            + limits.ratio() + ":1.");
        }
    }

    private int u16(int offset) {
        return Short.toUnsignedInt(zip.getShort(offset));
    }

    private long u32(int offset) {
        return Integer.toUnsignedLong(zip.getInt(offset));
    }
}
