/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.extension;

import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.value.ExtensionId;
import java.util.Optional;

/**
 * A row: one extension on this host (LIFE-3).
 *
 * @param current the revision that runs, or would
 * @param previous the revision before it, to roll back to
 * @param status what is stored about it
 * @param quarantine the code for which its current content must not be loaded (LIFE-11)
 */
public record InstalledExtension(
        Revision current, Optional<Revision> previous, Status status, Optional<String> quarantine) {

    /** Returns the extension's id. */
    public ExtensionId id() {
        return current.id();
    }

    /** Returns the manifest of the current revision. */
    public ExtensionManifest manifest() {
        return current.manifest();
    }

    /** Tells whether it should run: live and not quarantined. */
    public boolean isLive() {
        return status.isLive();
    }

    /** Returns the number of the next revision; after a rollback the newest is not the current one. */
    public int nextRevision() {
        return Math.max(current.number(), previous.map(Revision::number).orElse(0)) + 1;
    }

    /** Returns a copy in another status. */
    public InstalledExtension status(Status changed) {
        return new InstalledExtension(current, previous, changed, quarantine);
    }

    /** Returns a copy whose current content must not be loaded. */
    public InstalledExtension quarantined(String code) {
        return new InstalledExtension(current, previous, status, Optional.of(code));
    }

    /** Returns a copy at a new revision; the current one becomes the rollback target. */
    public InstalledExtension updatedTo(Revision next) {
        return new InstalledExtension(next, Optional.of(current), status, Optional.empty());
    }
}
