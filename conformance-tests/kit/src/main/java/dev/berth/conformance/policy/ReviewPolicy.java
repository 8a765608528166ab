/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the gate {@code review} does not decide itself.
 *
 * @param trustedUrls prefixes of URLs that an agent may call (GATE-141); the empty text stands for the empty URL alone
 * @param credentialPrefixes how known keys start (GATE-140)
 * @param models the models of each provider; a star at the end stands for the rest of a name (GATE-144)
 * @param capabilities the capabilities of each provider (GATE-146)
 */
public record ReviewPolicy(
        List<String> trustedUrls,
        List<String> credentialPrefixes,
        Map<String, Set<String>> models,
        Map<String, Set<String>> capabilities) {
    /** Copies all. */
    public ReviewPolicy {
        trustedUrls = List.copyOf(trustedUrls);
        credentialPrefixes = List.copyOf(credentialPrefixes);
        models = Map.copyOf(models);
        capabilities = Map.copyOf(capabilities);
    }
}
