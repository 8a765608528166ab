/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust.sign;

import java.util.Base64;
import java.util.Optional;

/** Standard Base64 with padding, of which each value has one text (TRUST-48, TRUST-49). */
final class StrictBase64 {
    private StrictBase64() {}

    /** Returns the bytes; nothing if the text is not exactly the one that these bytes have. */
    static Optional<byte[]> decode(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
