/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.data;

import dev.berth.host.cli.console.Terminal;
import dev.berth.sdk.problem.ProblemException;
import java.io.Console;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the value of a secret, from a person without showing it, else all of standard input but the last end of line. */
final class SecretInput {
    private static final int LIMIT = 64 * 1024;

    private SecretInput() {}

    @SuppressWarnings("ReferenceEquality") // a console reads from this very stream
    static String read(Terminal terminal, String key) {
        Console console = terminal.canAsk() && terminal.in() == System.in ? System.console() : null;
        if (console != null) {
            char[] typed = console.readPassword("Value of \"%s\" (not shown): ", key);
            return typed == null ? refuse("no value") : new String(typed);
        }
        try {
            return text(terminal.in().readNBytes(LIMIT + 2));
        } catch (IOException e) {
            throw problem("one that cannot be read");
        }
    }

    private static String text(byte[] bytes) {
        int end = bytes.length;
        if (end > 0 && bytes[end - 1] == '\n') {
            end -= end > 1 && bytes[end - 2] == '\r' ? 2 : 1;
        }
        if (end == 0) {
            return refuse("no value");
        } else if (end >= LIMIT) {
            return refuse("more");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Arrays.copyOf(bytes, end)))
                    .toString();
        } catch (CharacterCodingException e) {
            return refuse("other bytes");
        }
    }

    private static String refuse(String found) {
        throw problem(found);
    }

    private static ProblemException problem(String found) {
        return Words.usage(
                "berth secrets",
                "berth secrets needs the value on its standard input, less than 64 KB of UTF-8; found " + found + ".");
    }
}
