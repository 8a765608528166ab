/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.trust.sign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;

/** What a signature is for. Its line stands before what is signed, so that none can be used for anything else (TRUST-33, TRUST-34). */
enum Scheme {
    MANIFEST("marketplace-manifest/v1"),
    APPROVAL("marketplace-approval/v1"),
    ROOT("marketplace-root/v1"),
    TIMESTAMP("marketplace-timestamp/v1"),
    INDEX("marketplace-index/v1"),
    BLOCKLIST("marketplace-blocklist/v1"),
    KEY("marketplace-key/v1"),
    INTEGRITY("cinatra-extension-signature/v1");

    private final String line;

    Scheme(String line) {
        this.line = line;
    }

    /** Returns the scheme of exactly this line. */
    static Optional<Scheme> find(String line) {
        return Arrays.stream(values())
                .filter(scheme -> scheme.line.equals(line))
                .findFirst();
    }

    /** Returns the bytes that are signed. */
    byte[] bytes(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((line + "\n").getBytes(UTF_8));
        out.writeBytes(body);
        return out.toByteArray();
    }

    /** Returns the bytes that are signed of lines of text. */
    byte[] bytes(String... lines) {
        return bytes(String.join("\n", lines).getBytes(UTF_8));
    }

    @Override
    public String toString() {
        return line;
    }
}
