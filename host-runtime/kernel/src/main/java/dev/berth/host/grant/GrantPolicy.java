/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.grant;

import dev.berth.host.extension.Tier;
import dev.berth.sdk.value.ExtensionId;
import java.util.Map;

/**
 * Which ports are approved without asking anybody (PORT-35, PORT-36).
 *
 * @param preapproved by the configuration of the host
 */
public record GrantPolicy(Map<ExtensionId, PortSet> preapproved) {
    /** Returns the ports approved by the trust tier; only OFFICIAL, by default. */
    public PortSet byTier(Tier tier, PortSet requested) {
        return tier == Tier.OFFICIAL ? requested : PortSet.NONE;
    }

    /** Returns the requested ports that the configuration approves. */
    public PortSet byConfig(ExtensionId id, PortSet requested) {
        return preapproved.getOrDefault(id, PortSet.NONE).and(requested);
    }
}
