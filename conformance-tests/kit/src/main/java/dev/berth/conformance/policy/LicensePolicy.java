/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.policy;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which licences are allowed where, and how each is classed (GATE-51, GATE-55).
 *
 * @param byScope the allowed expressions of a scope
 * @param fallback the allowed expressions of every other scope; empty refuses them
 * @param permissive SPDX ids of the class permissive
 * @param copyleft SPDX ids of the class copyleft; what is in neither is rejected
 */
public record LicensePolicy(
        Map<String, Set<String>> byScope,
        Optional<Set<String>> fallback,
        Set<String> permissive,
        Set<String> copyleft) {
    /** Copies all. */
    public LicensePolicy {
        byScope = Map.copyOf(byScope);
        fallback = fallback.map(Set::copyOf);
        permissive = Set.copyOf(permissive);
        copyleft = Set.copyOf(copyleft);
    }
}
