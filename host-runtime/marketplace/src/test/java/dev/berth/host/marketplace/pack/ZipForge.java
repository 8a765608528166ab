/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes ZIPs byte by byte, so that each part can be wrong alone. Without changes the result is an ordinary JAR. */
public final class ZipForge {
    private final List<Entry> entries = new ArrayList<>();
    private byte[] prefix = {};
    private byte[] beforeDirectory = {};
    private byte[] beforeEnd = {};
    private byte[] comment = {};
    private byte[] trailing = {};
    private Consumer<End> end = values -> {};

    /** The fields of the end record. */
    public static final class End {
        public int disk;
        public int records;
        public long size;
        public long offset;
        public int commentLength;
    }

    /** The fields of one entry; the central directory's and the local header's apart. */
    public static final class Entry {
        public byte[] name = {};
        public byte[] localName = {};
        public int flags = ZipFlags.UTF8;
        public int localFlags = ZipFlags.UTF8;
        public int method = 8;
        public int localMethod = 8;
        public long crc;
        public long localCrc;
        public long compressed;
        public long localCompressed;
        public long size;
        public long localSize;
        public int mode;
        public int disk;
        public byte[] extra = {};
        public byte[] localExtra = {};
        public byte[] data = {};
        public byte[] descriptor = {};
        public byte[] gap = {};
        public boolean listed = true;
        public long shift;
        long offset;

        /** Packs content, or stores it as it is. */
        public Entry content(byte[] content, boolean deflate) {
            CRC32 sum = new CRC32();
            sum.update(content);
            data = deflate ? deflated(content) : content;
            method = localMethod = deflate ? 8 : 0;
            crc = localCrc = sum.getValue();
            compressed = localCompressed = data.length;
            size = localSize = content.length;
            return this;
        }

        /** Moves checksum and sizes behind the data, as tools do that write a stream. */
        public Entry descriptor(boolean signed) {
            flags |= ZipFlags.DESCRIPTOR;
            localFlags |= ZipFlags.DESCRIPTOR;
            localCrc = localCompressed = localSize = 0;
            Bytes out = new Bytes();
            if (signed) {
                out.u32(0x08074b50L);
            }
            descriptor = out.u32(crc).u32(compressed).u32(size).bytes();
            return this;
        }

        public Entry rename(String central, String local) {
            name = central.getBytes(UTF_8);
            localName = local.getBytes(UTF_8);
            return this;
        }
    }

    /** Little-endian output. */
    static final class Bytes {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Bytes u16(long value) {
            out.write((int) value);
            out.write((int) (value >>> 8));
            return this;
        }

        Bytes u32(long value) {
            return u16(value).u16(value >>> 16);
        }

        Bytes raw(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        int size() {
            return out.size();
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }

    /** A JAR with a manifest, a class folder and a text. */
    public static ZipForge jar() {
        return new ZipForge()
                .file("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n\r\n")
                .folder("META-INF/x/")
                .file("package.json", "{\"name\":\"@acme/hello-connector\"}");
    }

    public ZipForge file(String name, String text) {
        return file(name, text.getBytes(UTF_8), entry -> {});
    }

    public ZipForge file(String name, String text, Consumer<Entry> change) {
        return file(name, text.getBytes(UTF_8), change);
    }

    public ZipForge file(String name, byte[] content, Consumer<Entry> change) {
        Entry entry = new Entry().rename(name, name).content(content, true);
        change.accept(entry);
        entries.add(entry);
        return this;
    }

    public ZipForge folder(String name) {
        return file(name, new byte[0], entry -> entry.content(new byte[0], false));
    }

    /** Changes an entry that is already there. */
    public ZipForge change(int index, Consumer<Entry> change) {
        change.accept(entries.get(index));
        return this;
    }

    public ZipForge prefix(byte[] bytes) {
        prefix = bytes;
        return this;
    }

    public ZipForge beforeDirectory(byte[] bytes) {
        beforeDirectory = bytes;
        return this;
    }

    public ZipForge beforeEnd(byte[] bytes) {
        beforeEnd = bytes;
        return this;
    }

    public ZipForge comment(byte[] bytes) {
        comment = bytes;
        return this;
    }

    public ZipForge trailing(byte[] bytes) {
        trailing = bytes;
        return this;
    }

    public ZipForge end(Consumer<End> change) {
        end = change;
        return this;
    }

    public byte[] bytes() {
        Bytes out = new Bytes().raw(prefix);
        for (Entry entry : entries) {
            entry.offset = out.size();
            local(out, entry);
        }
        out.raw(beforeDirectory);
        End values = new End();
        values.offset = out.size();
        for (Entry entry : entries) {
            if (entry.listed) {
                values.records++;
                central(out, entry);
            }
        }
        values.size = out.size() - values.offset;
        values.commentLength = comment.length;
        end.accept(values);
        out.raw(beforeEnd)
                .u32(0x06054b50L)
                .u16(values.disk)
                .u16(0)
                .u16(values.records)
                .u16(values.records);
        return out.u32(values.size)
                .u32(values.offset)
                .u16(values.commentLength)
                .raw(comment)
                .raw(trailing)
                .bytes();
    }

    private static void local(Bytes out, Entry entry) {
        out.u32(0x04034b50L)
                .u16(20)
                .u16(entry.localFlags)
                .u16(entry.localMethod)
                .u32(0);
        out.u32(entry.localCrc).u32(entry.localCompressed).u32(entry.localSize);
        out.u16(entry.localName.length)
                .u16(entry.localExtra.length)
                .raw(entry.localName)
                .raw(entry.localExtra);
        out.raw(entry.data).raw(entry.descriptor).raw(entry.gap);
    }

    private static void central(Bytes out, Entry entry) {
        out.u32(0x02014b50L)
                .u16((3 << 8) | 20)
                .u16(20)
                .u16(entry.flags)
                .u16(entry.method)
                .u32(0);
        out.u32(entry.crc).u32(entry.compressed).u32(entry.size);
        out.u16(entry.name.length)
                .u16(entry.extra.length)
                .u16(0)
                .u16(entry.disk)
                .u16(0);
        out.u16(0)
                .u16(entry.mode)
                .u32(entry.offset + entry.shift)
                .raw(entry.name)
                .raw(entry.extra);
    }

    static byte[] deflated(byte[] content) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(content);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /** Joins bytes. */
    static byte[] joined(byte[] one, byte[] other) {
        byte[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }
}
