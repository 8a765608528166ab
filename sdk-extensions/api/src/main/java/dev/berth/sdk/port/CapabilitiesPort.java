/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.sdk.port;

import dev.berth.sdk.capability.CapabilityProvider;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The registry through which extensions serve each other (PORT-110 to PORT-122). */
@ProviderType
public interface CapabilitiesPort {
    /** Offers this extension's provider of a capability; again replaces (PORT-113). */
    Registration registerProvider(String capability, Object impl);

    /** Returns a fresh, unmodifiable snapshot of the providers, best first (PORT-116, PORT-117). */
    List<CapabilityProvider> resolveProviders(String capability);

    /** Returns the providers that implement a contract, best first. Resolve when you call, do not keep (PORT-120). */
    <T> List<T> resolveProviders(String capability, Class<T> contract);
}
