/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk;

import dev.berth.sdk.value.ExtensionId;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** The live extensions of the host, also those without code. An immutable snapshot. */
@ProviderType
public interface InstalledExtensions {
    /** Returns the ids, sorted. */
    Set<ExtensionId> ids();

    /** Tells whether an extension of this id is live. */
    default boolean contains(ExtensionId id) {
        return ids().contains(id);
    }
}
