/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.live;

import dev.berth.manifest.SemVer;
import dev.berth.sdk.value.ExtensionId;

/**
 * The running revision that a contribution belongs to.
 *
 * @param loader the loader of its code
 * @param gate what its callers pass
 * @param sight who sees what it contributes
 */
public record Owner(ExtensionId id, SemVer version, int revision, ClassLoader loader, CallGate gate, Sight sight) {
    /** One whose contributions everybody sees. */
    public Owner(ExtensionId id, SemVer version, int revision, ClassLoader loader, CallGate gate) {
        this(id, version, revision, loader, gate, Sight.EVERYBODY);
    }

    /** Returns what people call it. */
    public String subject() {
        return id + " " + version;
    }
}
