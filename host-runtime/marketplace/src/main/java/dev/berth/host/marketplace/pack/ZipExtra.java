/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import java.nio.ByteBuffer;
import java.util.Optional;

/** The extra fields of a ZIP header: a few change what an entry is, all others are ignored (TRUST-110, TRUST-111). */
final class ZipExtra {
    private static final int ZIP64 = 0x0001;
    private static final int UNICODE_PATH = 0x7075;
    private static final int FIELD_HEADER = 4;

    private ZipExtra() {}

    /** Names the feature that a package must not use. */
    static Optional<String> refused(ByteBuffer extra) {
        while (extra.remaining() >= FIELD_HEADER) {
            int id = Short.toUnsignedInt(extra.getShort());
            int length = Short.toUnsignedInt(extra.getShort());
            if (id == ZIP64) {
                return Optional.of("uses ZIP64");
            }
            if (id == UNICODE_PATH) {
                return Optional.of("has a second name in a Unicode path field");
            }
            if (length > extra.remaining()) {
                return Optional.of("has an extra field that is longer than its place");
            }
            extra.position(extra.position() + length);
        }
        return Optional.empty();
    }
}
