/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import dev.berth.sdk.problem.ProblemCode;
import java.util.ArrayList;
import java.util.List;

/** Reads the headers of a TAR block by block and judges each (TRUST-100, TRUST-112 to TRUST-115). */
final class TarStructure {
    private static final int OWNER_EXECUTE = 0100;

    private final byte[] tar;
    private final Limits limits;
    private final Findings findings;
    private final List<TarRecord> records = new ArrayList<>();
    private int position;

    TarStructure(byte[] tar, Limits limits, Findings findings) {
        this.tar = tar;
        this.limits = limits;
        this.findings = findings;
    }

    /** Returns the entries in their order. Where something is wrong, it is among the findings. */
    List<TarRecord> read() throws RefusedException {
        PaxRecords pax = PaxRecords.none();
        boolean paxPending = false;
        while (!atEnd()) {
            int start = position;
            TarHeader header = TarHeader.read(tar, start);
            position += TarHeader.BLOCK;
            if ((header.type() == 'x' && !paxPending) || (header.type() == 'g' && start == 0)) {
                PaxRecords read = pax(header, start);
                if (header.type() == 'x') {
                    pax = read;
                    paxPending = true;
                }
            } else {
                entry(header, pax, start);
                pax = PaxRecords.none();
                paxPending = false;
            }
        }
        if (paxPending) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_UNREADABLE, "ends after a pax header whose entry is missing: it is truncated.");
        }
        judge();
        return records;
    }

    private PaxRecords pax(TarHeader header, int start) throws RefusedException {
        if (header.size() > PaxRecords.LONGEST) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_TOO_LARGE,
                    "has a pax header of " + Limits.shown(header.size()) + "; it may have "
                            + Limits.shown(PaxRecords.LONGEST) + ".");
        }
        int data = skip(header.size(), header.name());
        PaxRecords read = PaxRecords.read(tar, data, (int) header.size());
        if (header.type() == 'g' && !read.isCommentOnly()) {
            findings.add(ProblemCode.ARCHIVE_FEATURE, "starts with a global pax header that has more than a comment.");
        }
        read.refusedKey()
                .ifPresent(key -> findings.add(
                        ProblemCode.ARCHIVE_FEATURE,
                        "has a pax header at byte " + start + " with the key " + EntryName.shown(key)
                                + "; path and size may be set, times, owners and comments are ignored."));
        return read;
    }

    private void entry(TarHeader header, PaxRecords pax, int start) throws RefusedException {
        String name = pax.path(header.name());
        long size = pax.size(header.size(), start);
        boolean folder = header.type() == '5';
        if ((header.type() != '0' && !folder) || (folder && size != 0)) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_ENTRY_TYPE,
                    "holds the entry " + EntryName.shown(name) + ", which is " + type(header.type())
                            + "; only regular files and folders are allowed.");
        }
        if (records.size() == limits.payloadEntries()) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_TOO_LARGE,
                    "has more than " + limits.payloadEntries() + " entries, which is what a .tgz may have.");
        }
        int data = skip(size, name);
        String path = folder && name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        records.add(new TarRecord(path, folder, (header.mode() & OWNER_EXECUTE) != 0, data, (int) size));
    }

    private static String type(char flag) {
        return switch (flag) {
            case '1' -> "a hard link";
            case '2' -> "a symbolic link";
            case '3', '4' -> "a device";
            case '5' -> "a folder with content";
            case '6' -> "a FIFO";
            case 'S' -> "a sparse file";
            case 'L', 'K' -> "a long name in the GNU format, which must be a pax header";
            case 'g', 'x' -> "a pax header where none may be";
            default -> "of the unknown type " + EntryName.shown(String.valueOf(flag));
        };
    }

    /** Moves behind content and its padding, and returns where the content starts. */
    private int skip(long size, String name) throws RefusedException {
        int data = position;
        long next = data + (size + TarHeader.BLOCK - 1) / TarHeader.BLOCK * TarHeader.BLOCK;
        if (next > tar.length) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_UNREADABLE,
                    "ends in the middle of the entry " + EntryName.shown(name) + ": it is truncated.");
        }
        position = (int) next;
        return data;
    }

    private boolean atEnd() throws RefusedException {
        if (tar.length - position < TarHeader.BLOCK) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_UNREADABLE,
                    "ends without the two empty blocks that end every TAR: it is truncated.");
        }
        if (!TarHeader.isZero(tar, position, position + TarHeader.BLOCK)) {
            return false;
        }
        if (tar.length - position < 2 * TarHeader.BLOCK) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_UNREADABLE, "ends with one empty block; two end every TAR: it is truncated.");
        }
        if (!TarHeader.isZero(tar, position, tar.length)) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_AMBIGUOUS, "has bytes after the end of its TAR, where only zeros may follow.");
        }
        return true;
    }

    private void judge() {
        long total = 0;
        EntryNames names = new EntryNames(findings);
        for (TarRecord read : records) {
            names.add(read.path(), read.folder());
            total += read.size();
            long limit = Carrier.isJar(read.path()) ? limits.file() : limits.entry();
            if (read.size() > limit) {
                findings.add(
                        ProblemCode.ARCHIVE_TOO_LARGE,
                        "holds the entry " + EntryName.shown(read.path()) + " of " + Limits.shown(read.size())
                                + "; an entry may have " + Limits.shown(limit) + ".");
            }
        }
        names.finish();
        if (total > limits.total()) {
            findings.add(
                    ProblemCode.ARCHIVE_TOO_LARGE,
                    "unpacks to " + Limits.shown(total) + "; a package may unpack to " + Limits.shown(limits.total())
                            + ".");
        }
    }
}
