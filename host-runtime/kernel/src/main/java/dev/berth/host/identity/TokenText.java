/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a token, {@code berth_<id>_<secret>}: a prefix by which scanners find it where it should not be, the id by which
 * it is looked up, and 256 random bits.
 */
record TokenText(String id, String text) {
    private static final Pattern FORM = Pattern.compile("berth_([0-9a-f]{16})_[A-Za-z0-9_-]{43}");
    private static final int ID_BYTES = 8;
    private static final int SECRET_BYTES = 32;

    static TokenText create(SecureRandom random) {
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        String name = HexFormat.of().formatHex(id);
        return new TokenText(
                name,
                "berth_" + name + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    /** Reads what a client sent. */
    static Optional<TokenText> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new TokenText(matcher.group(1), text)) : Optional.empty();
    }

    String hash() {
        return HexFormat.of().formatHex(sha256());
    }

    /** Compares without telling by its duration how much is equal. */
    boolean matches(Token token) {
        return MessageDigest.isEqual(sha256(), HexFormat.of().parseHex(token.hash()));
    }

    private byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Returns all but the secret. */
    @Override
    public String toString() {
        return "berth_" + id + "_…";
    }
}
