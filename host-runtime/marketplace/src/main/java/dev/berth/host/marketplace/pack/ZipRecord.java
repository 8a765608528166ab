/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

import java.nio.ByteBuffer;

/**
 * One record of a ZIP's central directory.
 *
 * @param name as it is written; a folder's ends in {@code /}
 * @param rawName its bytes
 * @param offset where its local header is
 */
record ZipRecord(
        String name,
        ByteBuffer rawName,
        int flags,
        int method,
        long crc,
        long compressed,
        long size,
        int mode,
        long offset) {
    static final int STORED = 0;
    static final int DEFLATED = 8;

    private static final int TYPE = 0xF000;
    private static final int FOLDER = 0x4000;
    private static final int FILE = 0x8000;
    private static final int OWNER_EXECUTE = 0100;

    boolean isFolder() {
        return name.endsWith("/");
    }

    /** Returns the name without the slash that ends a folder's. */
    String path() {
        return isFolder() ? name.substring(0, name.length() - 1) : name;
    }

    boolean hasDescriptor() {
        return (flags & ZipFlags.DESCRIPTOR) != 0;
    }

    /** A mode whose type bits are all 0 or all 1 is none (TRUST-10). */
    private boolean hasMode() {
        return (mode & TYPE) != 0 && (mode & TYPE) != TYPE;
    }

    boolean isExecutable() {
        return hasMode() && (mode & OWNER_EXECUTE) != 0;
    }

    /** Tells whether the mode, if there is one, says the same as the name (TRUST-100). */
    boolean isPlain() {
        return !hasMode() || (mode & TYPE) == (isFolder() ? FOLDER : FILE);
    }
}
