/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import java.util.Optional;

/** The flag bits of a ZIP entry that a package may have (TRUST-110). */
final class ZipFlags {
    static final int DESCRIPTOR = 1 << 3;
    static final int UTF8 = 1 << 11;

    private static final int ENCRYPTED = 1 | (1 << 6) | (1 << 13);
    private static final int DEFLATE_LEVEL = (1 << 1) | (1 << 2);

    private ZipFlags() {}

    /** Names the feature that a package must not use. */
    static Optional<String> refused(int flags) {
        if ((flags & ENCRYPTED) != 0) {
            return Optional.of("is encrypted");
        }
        int unknown = flags & ~(DESCRIPTOR | UTF8 | DEFLATE_LEVEL);
        return unknown == 0 ? Optional.empty() : Optional.of("has the unknown flags 0x%04X".formatted(unknown));
    }
}
