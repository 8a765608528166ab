/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import dev.berth.sdk.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** The files of a {@code .tgz} without its one top folder (TRUST-116), opened by Commons Compress after the structure was checked. */
final class TarContents implements Contents {
    private final TarFile library;
    private final Map<String, Entry> files;

    private record Entry(TarRecord structure, TarArchiveEntry library) {}

    private TarContents(TarFile library, Map<String, Entry> files) {
        this.library = library;
        this.files = files;
    }

    /** Opens a gzipped TAR; empty where something was found that refuses it. */
    static Optional<TarContents> open(byte[] packed, Limits limits, Findings findings) throws RefusedException {
        byte[] tar = new GzipBytes(packed, limits).unpack();
        List<TarRecord> records = new TarStructure(tar, limits, findings).read();
        if (!findings.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(open(tar, records, top(records) + "/"));
    }

    private static String top(List<TarRecord> records) throws RefusedException {
        List<String> tops = records.stream().map(TarContents::top).distinct().toList();
        if (tops.size() != 1 || tops.get(0).isEmpty()) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_LAYOUT,
                    tops.isEmpty()
                            ? "is an empty TAR; a package has one top folder with the files in it."
                            : "must have one top folder with all files in it, and has at its top "
                                    + String.join(
                                            ", ",
                                            tops.stream()
                                                    .limit(5)
                                                    .map(TarContents::shownTop)
                                                    .toList())
                                    + (tops.size() > 5 ? " and " + (tops.size() - 5) + " more" : "") + ".");
        }
        return tops.get(0);
    }

    /** Returns the first segment, or an empty text for a file that lies in no folder. */
    private static String top(TarRecord read) {
        int slash = read.path().indexOf('/');
        return slash < 0 ? (read.folder() ? read.path() : "") : read.path().substring(0, slash);
    }

    private static String shownTop(String top) {
        return top.isEmpty() ? "files" : EntryName.shown(top + "/");
    }

    private static TarContents open(byte[] tar, List<TarRecord> records, String top) throws RefusedException {
        TarFile library;
        try {
            // Lenient is about times and owners only here: what counts was read strictly.
            library = new TarFile(
                    new SeekableInMemoryByteChannel(tar),
                    TarConstants.DEFAULT_BLKSIZE,
                    TarConstants.DEFAULT_RCDSIZE,
                    "UTF-8",
                    true);
        } catch (IOException damaged) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_UNREADABLE, "is not a readable TAR: " + damaged.getMessage() + ".");
        }
        List<TarArchiveEntry> opened = library.getEntries();
        Map<String, Entry> files = new LinkedHashMap<>();
        for (int i = 0; i < records.size(); i++) {
            TarRecord structure = records.get(i);
            if (opened.size() != records.size() || !agree(structure, opened.get(i))) {
                throw new RefusedException(
                        ProblemCode.ARCHIVE_AMBIGUOUS, "has TAR headers that can be read in two ways.");
            }
            if (!structure.folder()) {
                files.put(structure.path().substring(top.length()), new Entry(structure, opened.get(i)));
            }
        }
        return new TarContents(library, files);
    }

    private static boolean agree(TarRecord structure, TarArchiveEntry library) {
        return (structure.path() + (structure.folder() ? "/" : "")).equals(library.getName())
                && structure.folder() == library.isDirectory()
                && (structure.folder() || (library.isFile() && !library.isLink() && !library.isSparse()))
                && structure.data() == library.getDataOffset()
                && structure.size() == library.getSize();
    }

    @Override
    public List<PackedFile> files() {
        return files.entrySet().stream()
                .map(file -> new PackedFile(
                        file.getKey(),
                        file.getValue().structure().executable(),
                        file.getValue().structure().size()))
                .toList();
    }

    @Override
    public byte[] read(String path) throws RefusedException {
        Entry entry = files.get(path);
        if (entry == null) {
            throw new IllegalArgumentException(path);
        }
        try (InputStream in = library.getInputStream(entry.library())) {
            byte[] content = in.readAllBytes();
            if (content.length != entry.structure().size()) {
                throw new RefusedException(
                        ProblemCode.ENTRY_SIZE_MISMATCH,
                        "holds the entry " + EntryName.shown(path) + ", which declares "
                                + Limits.shown(entry.structure().size()) + " and has " + Limits.shown(content.length)
                                + ".");
            }
            return content;
        } catch (IOException damaged) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_UNREADABLE,
                    "holds the entry " + EntryName.shown(path) + ", which is damaged: " + damaged.getMessage() + ".");
        }
    }
}
