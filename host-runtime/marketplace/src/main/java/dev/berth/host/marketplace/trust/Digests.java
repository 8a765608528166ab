/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.berth.host.marketplace.pack.OpenPackage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** SHA-256, the only hash that proves anything here (TRUST-4, TRUST-14, TRUST-15). */
final class Digests {
    private Digests() {}

    /** Returns the digest of a package file as 64 lower-case hex digits; of a carrier, that of the JAR in it. */
    public static String ofPackage(OpenPackage contents) {
        MessageDigest digest = sha256();
        try (InputStream in = contents.bytes()) {
            byte[] buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Returns how npm names a file as it was delivered, {@code sha512-<Base64>} (TRUST-11). */
    public static String integrity(OpenPackage contents) {
        try (InputStream in = contents.delivered()) {
            byte[] hash = MessageDigest.getInstance("SHA-512").digest(in.readAllBytes());
            return "sha512-" + Base64.getEncoder().encodeToString(hash);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Compares two digests in constant time. */
    public static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
