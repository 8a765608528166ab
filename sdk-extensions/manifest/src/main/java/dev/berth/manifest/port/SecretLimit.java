/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.manifest.port;

import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a value must be to be kept as a secret (PORT-68): a text that comes back as it went in. */
public final class SecretLimit {
    /** The same for people. */
    public static final String NEEDED = "less than 64 KB of Unicode text";

    private static final int BYTES = 64 * 1024;

    private SecretLimit() {}

    /** Says what is wrong with a value, without showing any of it. */
    public static Optional<String> broken(String value) {
        // Counted before it is encoded: a text of a gigabyte is not copied to be refused.
        if (value.length() >= BYTES) {
            return Optional.of("at least " + value.length() + " bytes");
        }
        try {
            int bytes = StandardCharsets.UTF_8
                    .newEncoder()
                    .encode(CharBuffer.wrap(value))
                    .remaining();
            return bytes < BYTES ? Optional.empty() : Optional.of(bytes + " bytes");
        } catch (CharacterCodingException e) {
            return Optional.of("half of a surrogate pair");
        }
    }
}
