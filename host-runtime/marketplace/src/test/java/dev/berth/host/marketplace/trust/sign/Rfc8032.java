/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust.sign;

import java.math.BigInteger;
import java.util.HexFormat;

/** The key of RFC 8032, test 1, which everybody knows: for golden vectors alone (TRUST-174, TRUST-175). */
final class Rfc8032 {
    static final SigningKey KEY =
            SigningKey.of(HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));

    private static final BigInteger ORDER =
            BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private Rfc8032() {}

    /** Adds the order of the group to S: another text that a lenient verifier takes for the same signature. */
    static byte[] plusOrder(byte[] signature) {
        byte[] changed = signature.clone();
        byte[] bigEndian = new byte[32];
        for (int i = 0; i < 32; i++) {
            bigEndian[i] = signature[63 - i];
        }
        byte[] sum = new BigInteger(1, bigEndian).add(ORDER).toByteArray();
        for (int i = 0; i < 32; i++) {
            changed[32 + i] = i < sum.length ? sum[sum.length - 1 - i] : 0;
        }
        return changed;
    }
}
