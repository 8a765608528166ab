/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The owner's token, kept as its hash and compared in constant time. */
final class OwnerToken {
    private final byte[] hash;

    OwnerToken(String token) {
        this.hash = sha256(token);
    }

    boolean matches(String candidate) {
        return MessageDigest.isEqual(hash, sha256(candidate));
    }

    private static byte[] sha256(String text) {
        try {
            // Equal lengths whatever is sent, so that the comparison does not tell the token's.
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
