/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.port.jobs;

import dev.berth.sdk.value.ExtensionId;
import dev.berth.sdk.value.JsonArray;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;

/** How jobs get their ids: 32 hexadecimal digits. */
final class JobIds {
    private static final int BYTES = 16;

    private JobIds() {}

    static String fresh() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** The id of a key: the same for the same extension and organisation, whatever the name of the job. */
    static String of(ExtensionId extension, String organization, String key) {
        try {
            // As JSON, so that no text can be moved from one part to the next.
            byte[] text = JsonArray.of(extension.value(), organization, key)
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
