/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust.sign;

import java.math.BigInteger;
import java.util.Optional;

/** The 64 bytes of a signature, as far as they can be judged without a key (TRUST-46 to TRUST-49). */
final class SignatureBytes {
    static final int LENGTH = 64;
    private static final int HALF = LENGTH / 2;
    private static final BigInteger ORDER =
            BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private SignatureBytes() {}

    /** Reads the text of one, 88 characters. */
    static Optional<byte[]> parse(String text) {
        return StrictBase64.decode(text).filter(SignatureBytes::isSound);
    }

    /** Tells whether they have the right length, and an {@code S} below the order of the group: of S and S + L only one is it. */
    static boolean isSound(byte[] signature) {
        if (signature.length != LENGTH) {
            return false;
        }
        byte[] bigEndian = new byte[HALF];
        for (int i = 0; i < HALF; i++) {
            bigEndian[i] = signature[LENGTH - 1 - i];
        }
        return new BigInteger(1, bigEndian).compareTo(ORDER) < 0;
    }
}
