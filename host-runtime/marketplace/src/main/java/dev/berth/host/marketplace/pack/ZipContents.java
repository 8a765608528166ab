/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import dev.berth.sdk.problem.ProblemCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** The files of a JAR, opened by Commons Compress after the structure was checked. */
final class ZipContents implements Contents {
    private final ZipFile library;
    private final Map<String, Entry> files;

    /** What the structure says and what the library says about one file. */
    private record Entry(ZipRecord structure, ZipArchiveEntry library) {}

    private ZipContents(ZipFile library, Map<String, Entry> files) {
        this.library = library;
        this.files = files;
    }

    /** Opens a ZIP; empty where something was found that refuses it. */
    static Optional<ZipContents> open(byte[] bytes, Limits limits, Findings findings) throws RefusedException {
        ByteBuffer zip = buffer(bytes);
        ZipEnd end = ZipEnd.find(zip);
        List<ZipRecord> records = new ZipDirectory(zip, limits, findings).read(end);
        new ZipLocals(zip, findings).check(records, end.directory());
        return findings.isEmpty() ? Optional.of(open(bytes, records)) : Optional.empty();
    }

    static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ZipContents open(byte[] bytes, List<ZipRecord> records) throws RefusedException {
        ZipFile library;
        try {
            library = ZipFile.builder()
                    .setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes))
                    .setUseUnicodeExtraFields(false)
                    .get();
        } catch (IOException damaged) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_UNREADABLE, "is not a readable JAR: " + damaged.getMessage() + ".");
        }
        List<ZipArchiveEntry> opened = Collections.list(library.getEntries());
        Map<String, Entry> files = new LinkedHashMap<>();
        for (int i = 0; i < records.size(); i++) {
            if (opened.size() != records.size() || !agree(records.get(i), opened.get(i))) {
                throw new RefusedException(
                        ProblemCode.ARCHIVE_AMBIGUOUS, "has a table of contents that can be read in two ways.");
            }
            if (!records.get(i).isFolder()) {
                files.put(records.get(i).name(), new Entry(records.get(i), opened.get(i)));
            }
        }
        return new ZipContents(library, files);
    }

    private static boolean agree(ZipRecord structure, ZipArchiveEntry library) {
        return structure.name().equals(library.getName())
                && structure.isFolder() == library.isDirectory()
                && structure.offset() == library.getLocalHeaderOffset()
                && structure.method() == library.getMethod()
                && structure.crc() == library.getCrc()
                && structure.compressed() == library.getCompressedSize()
                && structure.size() == library.getSize();
    }

    @Override
    public List<PackedFile> files() {
        return files.values().stream()
                .map(entry -> new PackedFile(
                        entry.structure().name(),
                        entry.structure().isExecutable(),
                        entry.structure().size()))
                .toList();
    }

    @Override
    public byte[] read(String path) throws RefusedException {
        Entry entry = files.get(path);
        if (entry == null) {
            throw new IllegalArgumentException(path);
        }
        byte[] content = produce(entry);
        CRC32 crc = new CRC32();
        crc.update(content);
        if (crc.getValue() != entry.structure().crc()) {
            throw damaged(path, "its bytes do not match its checksum");
        }
        return content;
    }

    private byte[] produce(Entry entry) throws RefusedException {
        ZipRecord declared = entry.structure();
        Inflater inflater = new Inflater(true);
        try (InputStream packed = library.getRawInputStream(entry.library());
                InputStream produced = declared.method() == ZipRecord.STORED
                        ? packed
                        // zlib may want one byte more than there is before it says that the end was reached
                        : new InflaterInputStream(
                                new SequenceInputStream(packed, new ByteArrayInputStream(new byte[1])), inflater)) {
            byte[] content = new byte[Math.toIntExact(declared.size())];
            int count = produced.readNBytes(content, 0, content.length);
            if (count < content.length || produced.read() >= 0) {
                throw new RefusedException(
                        ProblemCode.ENTRY_SIZE_MISMATCH,
                        "holds the entry " + EntryName.shown(declared.name()) + ", which declares "
                                + Limits.shown(declared.size()) + " and has "
                                + (count < content.length ? "fewer" : "more")
                                + ".");
            }
            if (declared.method() == ZipRecord.DEFLATED && inflater.getBytesRead() < declared.compressed()) {
                throw new RefusedException(
                        ProblemCode.ARCHIVE_AMBIGUOUS,
                        "hides " + Limits.shown(declared.compressed() - inflater.getBytesRead())
                                + " behind the data of the entry " + EntryName.shown(declared.name()) + ".");
            }
            return content;
        } catch (IOException damaged) {
            throw damaged(declared.name(), "its packed bytes make no sense");
        } finally {
            inflater.end();
        }
    }

    private static RefusedException damaged(String name, String why) {
        return new RefusedException(
                ProblemCode.ARCHIVE_UNREADABLE,
                "holds the entry " + EntryName.shown(name) + ", which is damaged: " + why + ".");
    }
}
