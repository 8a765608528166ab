/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.marketplace.pack;

/** Says that bytes which were verified earlier are no longer what they were; a package that was opened whole never meets it. */
public final class DamagedPackageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedPackageException(RefusedException cause) {
        super(cause.found(), cause);
    }

    /** Returns what was found, as the part of a sentence that follows the package's name. */
    public String found() {
        return String.valueOf(getMessage());
    }
}
