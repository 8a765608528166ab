/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.cli.dev;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The version of a working copy, which is another one whenever its content is (LIFE-68).
 *
 * @param digest of the content; it begins with a letter, since SemVer takes digits alone for a number, which has no zeros before it
 */
record DevVersion(String digest) {
    private static final int DIGITS = 12;

    static DevVersion of(Map<String, byte[]> files) {
        MessageDigest sha = sha256();
        new TreeMap<>(files).forEach((path, bytes) -> {
            sha.update((path + "\0" + bytes.length + "\0").getBytes(StandardCharsets.UTF_8));
            sha.update(bytes);
        });
        String hex = HexFormat.of().formatHex(sha.digest());
        return new DevVersion("d" + hex.substring(0, DIGITS));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Returns it as package.json has it. */
    @Override
    public String toString() {
        return "0.0.0-dev." + digest;
    }

    /** Returns it as a bundle has it (MAN-71). */
    String ofBundle() {
        return "0.0.0.dev_" + digest;
    }
}
