/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust.sign;

import java.security.SecureRandom;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A private key of Ed25519. Its text names the public half alone (TRUST-64). */
public final class SigningKey {
    private final byte[] seed;
    private final VerifyingKey publicHalf;

    private SigningKey(byte[] seed) {
        this.seed = seed;
        byte[] raw = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, raw, 0);
        this.publicHalf = VerifyingKey.of(raw);
    }

    /** Makes a new key. */
    public static SigningKey generate(SecureRandom random) {
        byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
        random.nextBytes(seed);
        return new SigningKey(seed);
    }

    /** Makes the key of a seed of 32 bytes. */
    static SigningKey of(byte[] seed) {
        if (seed.length != Ed25519.SECRET_KEY_SIZE) {
            throw new IllegalArgumentException("The seed of an Ed25519 key has 32 bytes; found " + seed.length);
        }
        return new SigningKey(seed.clone());
    }

    /** Returns what others verify with. */
    public VerifyingKey publicHalf() {
        return publicHalf;
    }

    /** Signs a message; the same message has the same signature. */
    byte[] sign(byte[] message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    /** Returns a copy of the seed, for the file that keeps it. */
    byte[] seed() {
        return seed.clone();
    }

    @Override
    public String toString() {
        return "private half of the " + publicHalf;
    }
}
