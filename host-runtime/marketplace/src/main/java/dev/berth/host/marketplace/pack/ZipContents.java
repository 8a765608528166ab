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

/** The files of a JAR whose structure was checked. */
final class ZipContents implements Contents {
    private final byte[] bytes;
    private final Map<String, ZipRecord> files;

    private ZipContents(byte[] bytes, Map<String, ZipRecord> files) {
        this.bytes = bytes;
        this.files = files;
    }

    /**
     * Opens a ZIP; empty where something was found that refuses it.
     *
     * @param isNew nobody has judged it yet, so Commons Compress has to read the same table of contents
     */
    static Optional<ZipContents> open(byte[] bytes, Limits limits, Findings findings, boolean isNew)
            throws RefusedException {
        ByteBuffer zip = buffer(bytes);
        ZipEnd end = ZipEnd.find(zip);
        List<ZipRecord> records = new ZipDirectory(zip, limits, findings).read(end);
        new ZipLocals(zip, findings).check(records, end.directory());
        if (!findings.isEmpty()) {
            return Optional.empty();
        }
        if (isNew) {
            compare(bytes, records);
        }
        Map<String, ZipRecord> files = new LinkedHashMap<>();
        records.stream().filter(record -> !record.isFolder()).forEach(record -> files.put(record.name(), record));
        return Optional.of(new ZipContents(bytes, files));
    }

    static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void compare(byte[] bytes, List<ZipRecord> records) throws RefusedException {
        try (ZipFile library = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes))
                .setUseUnicodeExtraFields(false)
                .get()) {
            List<ZipArchiveEntry> opened = Collections.list(library.getEntries());
            boolean agree = opened.size() == records.size();
            for (int i = 0; agree && i < records.size(); i++) {
                agree = agree(records.get(i), opened.get(i));
            }
            if (!agree) {
                throw new RefusedException(
                        ProblemCode.ARCHIVE_AMBIGUOUS, "has a table of contents that can be read in two ways.");
            }
        } catch (IOException damaged) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_UNREADABLE, "is not a readable JAR: " + damaged.getMessage() + ".");
        }
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
                .map(file -> new PackedFile(file.name(), file.isExecutable(), file.size()))
                .toList();
    }

    @Override
    public byte[] read(String path) throws RefusedException {
        ZipRecord file = files.get(path);
        if (file == null) {
            throw new IllegalArgumentException(path);
        }
        byte[] content = produce(file);
        CRC32 crc = new CRC32();
        crc.update(content);
        if (crc.getValue() != file.crc()) {
            throw damaged(path, "its bytes do not match its checksum");
        }
        return content;
    }

    private byte[] produce(ZipRecord declared) throws RefusedException {
        Inflater inflater = new Inflater(true);
        try (InputStream packed = packed(declared);
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

    private InputStream packed(ZipRecord file) {
        return new ByteArrayInputStream(
                bytes, ZipLocals.data(buffer(bytes), (int) file.offset()), (int) file.compressed());
    }

    private static RefusedException damaged(String name, String why) {
        return new RefusedException(
                ProblemCode.ARCHIVE_UNREADABLE,
                "holds the entry " + EntryName.shown(name) + ", which is damaged: " + why + ".");
    }
}
