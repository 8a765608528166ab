/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.resolve;

import dev.berth.manifest.ExtensionManifest;
import dev.berth.sdk.value.ExtensionId;
import java.util.Optional;

/**
 * A live row as dependents see it (MAN-140).
 *
 * @param organization whose it is; empty is the platform
 */
public record LiveRow(ExtensionManifest manifest, Optional<String> organization) {
    /** Returns the row of a platform, which every organisation sees. */
    public static LiveRow ofPlatform(ExtensionManifest manifest) {
        return new LiveRow(manifest, Optional.empty());
    }

    /** Returns the extension's id. */
    public ExtensionId id() {
        return manifest.id();
    }

    /** Tells whether this is the row of the same extension and organisation, at whatever version. */
    boolean isSameRow(LiveRow other) {
        return id().equals(other.id()) && organization.equals(other.organization());
    }

    /** Tells whether dependents of an organisation, or those of the platform, may look at this row at all. */
    boolean isOfferedTo(Optional<String> dependents) {
        return organization.isEmpty() || organization.equals(dependents);
    }
}
