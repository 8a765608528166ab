/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;

/** Writes TARs block by block, so that each part can be wrong alone. Without changes the result is an ordinary {@code .tgz}. */
public final class TarForge {
    private static final int BLOCK = 512;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private byte[] end = new byte[2 * BLOCK];

    /** A payload package as npm packs it. */
    public static TarForge tgz() {
        return new TarForge()
                .file("package/package.json", "{\"name\":\"@acme/notes-skills\"}")
                .file("package/a/b.md", "b");
    }

    public TarForge file(String name, String text) {
        return file(name, text.getBytes(UTF_8));
    }

    public TarForge file(String name, byte[] content) {
        return entry(name, '0', content, header -> {});
    }

    public TarForge folder(String name) {
        return entry(name, '5', new byte[0], header -> {});
    }

    /** Adds a pax header of records, {@code key=value} each. */
    public TarForge pax(char type, String... records) {
        StringBuilder text = new StringBuilder();
        for (String record : records) {
            int rest = record.getBytes(UTF_8).length + 2;
            int length = rest + 1;
            while (String.valueOf(length).length() + rest != length) {
                length++;
            }
            text.append(length).append(' ').append(record).append('\n');
        }
        return entry("pax", type, text.toString().getBytes(UTF_8), header -> {});
    }

    /** Adds an entry; the change is made before the checksum is. */
    public TarForge entry(String name, char type, byte[] content, Consumer<byte[]> change) {
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644");
        put(header, 124, "%011o".formatted(content.length));
        put(header, 136, "00000000000");
        header[156] = (byte) type;
        put(header, 257, "ustar\00000");
        change.accept(header);
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte value : header) {
            sum += Byte.toUnsignedInt(value);
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        return raw(header).raw(content).raw(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
    }

    public TarForge raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public TarForge end(byte[] bytes) {
        end = bytes;
        return this;
    }

    static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    byte[] tar() {
        return ZipForge.joined(out.toByteArray(), end);
    }

    public byte[] bytes() {
        return gzip(tar());
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
