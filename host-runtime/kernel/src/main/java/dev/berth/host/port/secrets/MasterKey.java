/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.secrets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A key of 256 bits that secrets are encrypted with (PORT-66). It does not print itself. */
public final class MasterKey {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final String id;
    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private MasterKey(byte[] bytes) {
        this.id = "k-" + HexFormat.of().formatHex(sha256(bytes), 0, 8);
        this.key = new SecretKeySpec(bytes, "AES");
    }

    /** Makes a new key. */
    public static MasterKey random() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new MasterKey(bytes);
    }

    /** Reads a key of base64; empty if it is not 32 bytes of it. */
    public static Optional<MasterKey> decode(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return bytes.length == KEY_BYTES ? Optional.of(new MasterKey(bytes)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the key itself as base64, for the place that keeps it. */
    public String encode() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    /** Returns what tells it from other keys, and nothing else about it. */
    public String id() {
        return id;
    }

    Sealed seal(String logicalKey, String value) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, logicalKey).doFinal(utf8(value));
            Base64.Encoder base64 = Base64.getEncoder();
            return new Sealed(id, base64.encodeToString(nonce), base64.encodeToString(sealed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK encrypts with AES-GCM", e);
        }
    }

    /** Returns the value; empty if this key, under this logical key, did not seal it. */
    Optional<String> open(String logicalKey, Sealed sealed) {
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, base64.decode(sealed.nonce()), logicalKey);
            byte[] value = cipher.doFinal(base64.decode(sealed.ciphertext()));
            return Optional.of(new String(value, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Another key, another place, a changed byte, or no ciphertext at all: which of them, nobody can tell.
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String logicalKey) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(utf8(logicalKey));
        return cipher;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(utf8("the id of a master key"));
            return digest.digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "MasterKey[" + id + "]";
    }
}
