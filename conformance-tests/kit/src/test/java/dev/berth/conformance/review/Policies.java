/* SPDX-License-Identifier: Apache-2.0 */
package dev.berth.conformance.review;

import dev.berth.conformance.Policy;
import dev.berth.conformance.policy.ReviewPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Policies that differ from the usual one. */
final class Policies {
    private Policies() {}

    /** Trusts one more start of URLs. */
    static Policy trusting(Policy policy, String prefix) {
        ReviewPolicy review = policy.review();
        List<String> trusted = new ArrayList<>(review.trustedUrls());
        trusted.add(prefix);
        return new Policy(
                policy.manifest(),
                policy.naming(),
                policy.readme(),
                policy.license(),
                new ReviewPolicy(trusted, review.credentialPrefixes(), review.models(), review.capabilities()));
    }

    /** Allows the models of a provider that start alike. */
    static Policy allowing(Policy policy, String provider, String pattern) {
        ReviewPolicy review = policy.review();
        return new Policy(
                policy.manifest(),
                policy.naming(),
                policy.readme(),
                policy.license(),
                new ReviewPolicy(
                        review.trustedUrls(),
                        review.credentialPrefixes(),
                        Map.of(provider, Set.of(pattern)),
                        review.capabilities()));
    }
}
