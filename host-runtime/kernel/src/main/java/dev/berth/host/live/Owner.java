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
 * @param onFailure is run when its code failed, and nobody else is to blame
 */
public record Owner(
        ExtensionId id,
        SemVer version,
        int revision,
        ClassLoader loader,
        CallGate gate,
        Sight sight,
        Runnable onFailure) {
    /** One whose contributions everybody sees. */
    public Owner(ExtensionId id, SemVer version, int revision, ClassLoader loader, CallGate gate) {
        this(id, version, revision, loader, gate, Sight.EVERYBODY);
    }

    /** One whose failures nobody counts. */
    public Owner(ExtensionId id, SemVer version, int revision, ClassLoader loader, CallGate gate, Sight sight) {
        this(id, version, revision, loader, gate, sight, () -> {});
    }

    /** Returns what people call it. */
    public String subject() {
        return id + " " + version;
    }
}
