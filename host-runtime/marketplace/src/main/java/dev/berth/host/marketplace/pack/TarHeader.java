/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import dev.berth.sdk.problem.ProblemCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One header block of a TAR (TRUST-112).
 *
 * @param name as the block spells it
 * @param type the type flag; NUL is read as {@code 0}
 */
record TarHeader(String name, char type, long size, int mode) {
    static final int BLOCK = 512;

    private static final int MODE = 100;
    private static final int SIZE = 124;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;
    private static final byte[] USTAR = "ustar\00000".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GNU = "ustar  \0".getBytes(StandardCharsets.US_ASCII);

    static TarHeader read(byte[] tar, int at) throws RefusedException {
        if (octal(tar, at + CHECKSUM, 8, at) != checksum(tar, at)) {
            throw unreadable(at, "its checksum is wrong");
        }
        byte[] magic = Arrays.copyOfRange(tar, at + MAGIC, at + MAGIC + USTAR.length);
        boolean ustar = Arrays.equals(magic, USTAR);
        if (!ustar && !Arrays.equals(magic, GNU) && !isZero(tar, at + MAGIC, at + BLOCK)) {
            throw unreadable(at, "it has neither the mark of ustar nor that of GNU tar");
        }
        String prefix = ustar ? text(tar, at + PREFIX, 155, at) : "";
        String name = text(tar, at, 100, at);
        char type = tar[at + TYPE] == 0 ? '0' : (char) Byte.toUnsignedInt(tar[at + TYPE]);
        return new TarHeader(prefix.isEmpty() ? name : prefix + "/" + name, type, octal(tar, at + SIZE, 12, at), (int)
                (octal(tar, at + MODE, 8, at) & 07777));
    }

    static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static long checksum(byte[] tar, int at) {
        long sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            sum += i >= CHECKSUM && i < CHECKSUM + 8 ? ' ' : Byte.toUnsignedInt(tar[at + i]);
        }
        return sum;
    }

    private static long octal(byte[] tar, int from, int length, int at) throws RefusedException {
        String digits = new String(tar, from, length, StandardCharsets.ISO_8859_1)
                .replace('\0', ' ')
                .strip();
        if (!digits.chars().allMatch(digit -> digit >= '0' && digit <= '7')) {
            throw unreadable(at, "it has a number that is not octal");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static String text(byte[] tar, int from, int length, int at) throws RefusedException {
        int end = from;
        while (end < from + length && tar[end] != 0) {
            end++;
        }
        return utf8(tar, from, end - from, at);
    }

    static String utf8(byte[] bytes, int from, int length, int at) throws RefusedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            throw new RefusedException(
                    ProblemCode.ARCHIVE_PATH, "holds an entry at byte " + at + " whose name is not UTF-8.");
        }
    }

    private static RefusedException unreadable(int at, String why) {
        return new RefusedException(
                ProblemCode.ARCHIVE_UNREADABLE, "has no readable TAR header at byte " + at + ": " + why + ".");
    }
}
