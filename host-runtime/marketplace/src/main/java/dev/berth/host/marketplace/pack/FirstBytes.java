/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Recognises what a file is by its first bytes, as far as it helps someone who named the wrong one. */
final class FirstBytes {
    private static final byte[] ZIP_ENTRY = {'P', 'K', 3, 4};
    private static final byte[] ZIP_EMPTY = {'P', 'K', 5, 6};
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final int TAR_MAGIC = 257;

    private static final List<Known> KNOWN = List.of(
            new Known("89504E470D0A1A0A", "a PNG image"),
            new Known("FFD8FF", "a JPEG image"),
            new Known("474946", "a GIF image"),
            new Known("52494646", "a RIFF file, for example a WebP image"),
            new Known("25504446", "a PDF document"),
            new Known("CAFEBABE", "a Java class"),
            new Known("7F454C46", "an ELF program"),
            new Known("4D5A", "a Windows program"),
            new Known("2321", "a script"),
            new Known("504B0708", "one part of a split ZIP"),
            new Known("FD377A585A00", "an xz archive"),
            new Known("425A68", "a bzip2 archive"),
            new Known("28B52FFD", "a Zstandard archive"),
            new Known("377ABCAF271C", "a 7z archive"),
            new Known("526172211A07", "a RAR archive"),
            new Known("3C", "an HTML or XML document"),
            new Known("7B", "a JSON document"));

    private FirstBytes() {}

    private record Known(String hex, String what) {}

    static boolean isZip(byte[] bytes) {
        return startsWith(bytes, 0, ZIP_ENTRY) || startsWith(bytes, 0, ZIP_EMPTY);
    }

    static boolean isGzip(byte[] bytes) {
        return startsWith(bytes, 0, GZIP);
    }

    /** Says what was found instead of a package, as the part of a sentence that follows the file's name. */
    static String describe(byte[] bytes) {
        if (bytes.length == 0) {
            return "is empty";
        }
        if (startsWith(bytes, TAR_MAGIC, "ustar".getBytes(StandardCharsets.US_ASCII))) {
            return "is a TAR that is not compressed";
        }
        String hex = HexFormat.of().withUpperCase().formatHex(bytes, 0, Math.min(bytes.length, 8));
        for (Known known : KNOWN) {
            if (hex.startsWith(known.hex())) {
                return "starts with the bytes of " + known.what();
            }
        }
        if (bytes.length >= 2 && startsWith(ZIP_ENTRY, 0, bytes)) {
            return "ends in the middle of its first four bytes";
        }
        int shown = Math.min(bytes.length, 8);
        return "starts with the bytes "
                + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes, 0, shown);
    }

    private static boolean startsWith(byte[] bytes, int offset, byte[] start) {
        if (bytes.length < offset + start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (bytes[offset + i] != start[i]) {
                return false;
            }
        }
        return true;
    }
}
