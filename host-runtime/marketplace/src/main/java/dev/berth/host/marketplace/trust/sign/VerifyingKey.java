/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust.sign;

import dev.berth.sdk.problem.Problem;
import dev.berth.sdk.problem.ProblemCode;
import dev.berth.sdk.problem.ProblemException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A public key of Ed25519 that passed full validation (TRUST-44, TRUST-45). Immutable. */
public final class VerifyingKey {
    private static final int LENGTH = Ed25519.PUBLIC_KEY_SIZE;

    /** What stands before the 32 bytes in a SubjectPublicKeyInfo; Ed25519 knows no other form of it. */
    private static final byte[] INFO = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int ID_BYTES = 8;

    private final byte[] raw;

    private VerifyingKey(byte[] raw) {
        this.raw = raw;
    }

    /**
     * Makes a key of its 32 bytes.
     *
     * @throws ProblemException {@code weak-key} if they are not the canonical text of a point of full order
     */
    public static VerifyingKey of(byte[] raw) {
        if (raw.length != LENGTH) {
            throw weak(raw.length + " bytes");
        }
        byte[] copy = raw.clone();
        if (!isValid(copy)) {
            throw weak("32 bytes that are not, such as a point of small order, for which any signature is valid");
        }
        return new VerifyingKey(copy);
    }

    /**
     * Makes a key of the Base64 text of its SubjectPublicKeyInfo.
     *
     * @throws ProblemException {@code weak-key} if it is another text, or the key of it is refused
     */
    public static VerifyingKey parse(String spki) {
        byte[] info = StrictBase64.decode(spki).orElseThrow(() -> weak("text that is not standard Base64"));
        if (info.length != INFO.length + LENGTH || !Arrays.equals(Arrays.copyOf(info, INFO.length), INFO)) {
            throw weak(info.length + " bytes that are not the SubjectPublicKeyInfo of an Ed25519 key");
        }
        return of(Arrays.copyOfRange(info, INFO.length, info.length));
    }

    private static boolean isValid(byte[] raw) {
        try {
            return Ed25519.validatePublicKeyFull(raw, 0);
        } catch (RuntimeException refused) {
            return false; // TRUST-50
        }
    }

    /** Tells whether this key signed the message (TRUST-46, TRUST-47, TRUST-50). */
    public boolean verifies(byte[] message, byte[] signature) {
        if (!SignatureBytes.isSound(signature)) {
            return false;
        }
        try {
            return Ed25519.verify(signature, 0, raw, 0, message, 0, message.length);
        } catch (RuntimeException refused) {
            return false;
        }
    }

    /** Returns the SubjectPublicKeyInfo as Base64. */
    public String spki() {
        return StrictBase64.encode(info());
    }

    /** Returns the first 16 hex digits of the SHA-256 over the SubjectPublicKeyInfo (TRUST-52). */
    public String id() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(info());
            return HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private byte[] info() {
        byte[] info = Arrays.copyOf(INFO, INFO.length + LENGTH);
        System.arraycopy(raw, 0, info, INFO.length, LENGTH);
        return info;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifyingKey key && Arrays.equals(raw, key.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    @Override
    public String toString() {
        return "Ed25519 key " + id();
    }

    private static ProblemException weak(String found) {
        return new ProblemException(Problem.of(
                        ProblemCode.WEAK_KEY,
                        "the public key",
                        "The public key needs to be an Ed25519 key of full order, its SubjectPublicKeyInfo in standard Base64;"
                                + " found " + found + ". Nothing was changed.")
                .author("make a key: berth keys gen NAME")
                .operator("ask the publisher for the public key again."));
    }
}
