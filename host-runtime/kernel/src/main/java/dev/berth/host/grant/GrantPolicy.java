/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.host.grant;

import dev.berth.host.extension.Tier;
import dev.berth.sdk.value.ExtensionId;
import java.util.Map;
import java.util.Set;

/**
 * Which ports are approved without asking anybody (PORT-35, PORT-36).
 *
 * @param preapproved by the configuration of the host
 * @param tiers whose extensions get what they request, {@code autoApprovePorts}
 */
public record GrantPolicy(Map<ExtensionId, PortSet> preapproved, Set<Tier> tiers) {
    /** The tiers whose requests are approved unless the host is configured otherwise. */
    public static final Set<Tier> DEFAULT_TIERS = Set.of(Tier.OFFICIAL);

    /** Copies. */
    public GrantPolicy {
        preapproved = Map.copyOf(preapproved);
        tiers = Set.copyOf(tiers);
    }

    /** Returns the ports approved by the trust tier. */
    public PortSet byTier(Tier tier, PortSet requested) {
        return tiers.contains(tier) ? requested : PortSet.NONE;
    }

    /** Returns the requested ports that the configuration approves. */
    public PortSet byConfig(ExtensionId id, PortSet requested) {
        return preapproved.getOrDefault(id, PortSet.NONE).and(requested);
    }
}
