/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.policy;

import java.util.Map;
import java.util.Set;

/**
 * What the gate {@code naming} does not decide itself.
 *
 * @param topologyExceptions agents that may have a topology word in their name (GATE-24)
 * @param retired names that are gone, each with what replaces it (GATE-25)
 */
public record NamingPolicy(Set<String> topologyExceptions, Map<String, String> retired) {
    /** Copies both. */
    public NamingPolicy {
        topologyExceptions = Set.copyOf(topologyExceptions);
        retired = Map.copyOf(retired);
    }
}
