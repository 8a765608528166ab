/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Bytes read as UTF-8, or the reason why they are not. */
public sealed interface Utf8Text {
    /** Bytes that are UTF-8. */
    record Decoded(String text) implements Utf8Text {}

    /**
     * Bytes that are not.
     *
     * @param place where the first bad byte stands
     * @param found what stands there
     */
    record Unreadable(Place place, String found) implements Utf8Text {}

    /** Reads bytes strictly: a malformed byte or a byte order mark refuses all. */
    static Utf8Text of(byte[] bytes) {
        if (bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            return new Unreadable(Place.START, "a byte order mark (EF BB BF)");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(in, out, true);
        out.flip();
        return result.isError()
                ? new Unreadable(
                        Place.of(out, out.length()),
                        String.format("the byte 0x%02X at offset %d", bytes[in.position()], in.position()))
                : new Decoded(out.toString());
    }
}
