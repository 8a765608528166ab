/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.capability;

import dev.berth.sdk.value.ExtensionId;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** One provider of a capability, as a consumer sees it. */
@ProviderType
public interface CapabilityProvider {
    /** Returns the extension that provides it; taken from the calling bundle, never from an argument (PORT-110). */
    ExtensionId owner();

    /** Returns the version that the owner's manifest declares, or {@code 0.0.0} (PORT-115). */
    String version();

    /**
     * Returns the provider as a contract. An interface is handed out as a guarded proxy that follows a hot update and answers
     * {@code capability-gone} after teardown (PORT-119).
     *
     * @param contract the type as the caller sees it
     * @return empty if the provider does not implement it as the caller sees it (PORT-118)
     */
    <T> Optional<T> as(Class<T> contract);
}
